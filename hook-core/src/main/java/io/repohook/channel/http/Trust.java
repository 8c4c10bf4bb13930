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
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/** Whose certificates a connection accepts. Immutable and thread-safe. */
public final class Trust {
  private final @Nullable X509TrustManager manager;
  private final boolean verifies;
  private final SSLSocketFactory sockets;

  /**
   * @param manager null for the platform's
   */
  private Trust(@Nullable X509TrustManager manager, boolean verifies) {
    this.manager = manager;
    this.verifies = verifies;
    this.sockets =
        manager == null ? (SSLSocketFactory) SSLSocketFactory.getDefault() : sockets(manager, null);
  }

  /** Those that the Java platform trusts. */
  public static Trust platform() {
    return new Trust(null, true);
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
      return new Trust(manager(store), true);
    } catch (GeneralSecurityException e) {
      throw new IOException("holds something that is no certificate", e);
    }
  }

  /** Any certificate, in any name: the connection is encrypted, with whomever it may be. */
  public static Trust anyone() {
    return new Trust(new AcceptAll(), false);
  }

  /** Whether certificates are looked at. */
  public boolean verifies() {
    return verifies;
  }

  /** Makes TLS connections over others; it checks no name unless it is told to. */
  public SSLSocketFactory sockets() {
    return sockets;
  }

  /**
   * Makes a client accept these certificates and show its own.
   *
   * @param identity null for a client that shows none
   */
  void applyTo(OkHttpClient.Builder client, @Nullable Identity identity) {
    if (manager == null && identity == null) {
      return; // What the client does by itself.
    }
    X509TrustManager trusted = manager == null ? platformManager() : manager;
    client.sslSocketFactory(identity == null ? sockets : sockets(trusted, identity), trusted);
    if (!verifies) {
      client.hostnameVerifier((host, session) -> true);
    }
  }

  private static SSLSocketFactory sockets(X509TrustManager trusted, @Nullable Identity identity) {
    try {
      KeyManager[] own = identity == null ? null : identity.managers();
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(own, new TrustManager[] {trusted}, null);
      return context.getSocketFactory();
    } catch (GeneralSecurityException e) {
      throw new AssertionError("every Java platform has TLS", e);
    }
  }

  private static X509TrustManager platformManager() {
    try {
      return manager(null);
    } catch (GeneralSecurityException e) {
      throw new AssertionError("every Java platform trusts somebody", e);
    }
  }

  /** What trusts these authorities; the platform's with null. */
  private static X509TrustManager manager(@Nullable KeyStore authorities)
      throws GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(authorities);
    for (TrustManager manager : factory.getTrustManagers()) {
      if (manager instanceof X509TrustManager x509) {
        return x509;
      }
    }
    throw new GeneralSecurityException("no trust manager for X.509");
  }
}
