package io.repohook.channel.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import okhttp3.OkHttpClient;

/** Whose certificates a connection accepts. Immutable and thread-safe. */
public abstract sealed class Trust {

  private Trust() {}

  /** Those that the Java platform trusts. */
  public static Trust platform() {
    return new Platform();
  }

  /**
   * Those that an authority of this PEM file has signed, and no others.
   *
   * @throws IOException when the file cannot be read, or holds no certificate
   */
  public static Trust authorities(Path pem) throws IOException {
    try (InputStream in = Files.newInputStream(pem)) {
      Collection<? extends Certificate> certificates =
          CertificateFactory.getInstance("X.509").generateCertificates(in);
      if (certificates.isEmpty()) {
        throw new IOException("holds no certificate");
      }
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      for (Certificate certificate : certificates) {
        store.setCertificateEntry("ca-" + store.size(), certificate);
      }
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(store);
      for (TrustManager manager : factory.getTrustManagers()) {
        if (manager instanceof X509TrustManager x509) {
          return new Custom(socketFactory(x509), x509, true);
        }
      }
      throw new GeneralSecurityException("no trust manager for X.509");
    } catch (GeneralSecurityException e) {
      throw new IOException("holds something that is no certificate", e);
    }
  }

  /** Any certificate, in any name: the connection is encrypted, with whomever it may be. */
  public static Trust anyone() {
    X509TrustManager anyone = new AcceptAll();
    try {
      return new Custom(socketFactory(anyone), anyone, false);
    } catch (GeneralSecurityException e) {
      throw new AssertionError("every Java platform has TLS", e);
    }
  }

  /** Whether certificates are looked at. */
  public abstract boolean verifies();

  /** Makes TLS connections over others; it checks no name unless it is told to. */
  public abstract SSLSocketFactory sockets();

  abstract void applyTo(OkHttpClient.Builder client);

  private static SSLSocketFactory socketFactory(X509TrustManager trust)
      throws GeneralSecurityException {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, new TrustManager[] {trust}, null);
    return context.getSocketFactory();
  }

  private static final class Platform extends Trust {
    @Override
    public boolean verifies() {
      return true;
    }

    @Override
    public SSLSocketFactory sockets() {
      return (SSLSocketFactory) SSLSocketFactory.getDefault();
    }

    @Override
    void applyTo(OkHttpClient.Builder client) {
      // What the client does by itself.
    }
  }

  private static final class Custom extends Trust {
    private final SSLSocketFactory sockets;
    private final X509TrustManager manager;
    private final boolean checkName;

    Custom(SSLSocketFactory sockets, X509TrustManager manager, boolean checkName) {
      this.sockets = sockets;
      this.manager = manager;
      this.checkName = checkName;
    }

    @Override
    public boolean verifies() {
      return checkName;
    }

    @Override
    public SSLSocketFactory sockets() {
      return sockets;
    }

    @Override
    void applyTo(OkHttpClient.Builder client) {
      client.sslSocketFactory(sockets, manager);
      if (!checkName) {
        client.hostnameVerifier((host, session) -> true);
      }
    }
  }
}
