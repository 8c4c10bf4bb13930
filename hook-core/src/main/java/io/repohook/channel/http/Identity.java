package io.repohook.channel.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;

/**
 * The certificate by which a connection shows whose it is, and its key. Immutable and thread-safe;
 * its text form shows neither.
 */
final class Identity {
  private static final Pattern KEY =
      Pattern.compile("-----BEGIN PRIVATE KEY-----(.*?)-----END PRIVATE KEY-----", Pattern.DOTALL);

  private final KeyManager[] managers;

  private Identity(KeyManager[] managers) {
    this.managers = managers;
  }

  /** What is wrong with a certificate or a key; the message quotes neither. */
  static final class UnusableException extends Exception {
    private static final long serialVersionUID = 1;

    private final boolean key;

    private UnusableException(boolean key, String wrong) {
      super(wrong);
      this.key = key;
    }

    /** Whether the key is to blame, and not the certificate. */
    boolean isOfKey() {
      return key;
    }
  }

  /**
   * The identity that two PEM texts hold.
   *
   * @param certificates its own first, then those that lead to an authority
   * @param key in PKCS #8, not encrypted; other blocks are passed over
   */
  static Identity of(String certificates, String key) throws UnusableException {
    Certificate[] chain = chain(certificates);
    PrivateKey secret = key(key, chain[0].getPublicKey());
    try {
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      store.setKeyEntry("client", secret, new char[0], chain);
      KeyManagerFactory factory =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      factory.init(store, new char[0]);
      return new Identity(factory.getKeyManagers());
    } catch (GeneralSecurityException | IOException e) {
      throw new UnusableException(false, "a certificate that this platform cannot use");
    }
  }

  private static Certificate[] chain(String pem) throws UnusableException {
    try {
      Certificate[] chain =
          CertificateFactory.getInstance("X.509")
              .generateCertificates(
                  new ByteArrayInputStream(
                      KEY.matcher(pem).replaceAll("").getBytes(StandardCharsets.UTF_8)))
              .toArray(Certificate[]::new);
      if (chain.length > 0) {
        return chain;
      }
    } catch (GeneralSecurityException e) {
      // As if there was none.
    }
    throw new UnusableException(false, "holds no certificate in PEM");
  }

  private static PrivateKey key(String pem, PublicKey certified) throws UnusableException {
    Matcher block = KEY.matcher(pem);
    if (!block.find()) {
      throw new UnusableException(true, "holds no key in PKCS #8 that is not encrypted");
    }
    try {
      byte[] bytes = Base64.getMimeDecoder().decode(block.group(1));
      PrivateKey key =
          KeyFactory.getInstance(certified.getAlgorithm())
              .generatePrivate(new PKCS8EncodedKeySpec(bytes));
      if (belongTogether(key, certified)) {
        return key;
      }
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      // A key of another kind, or none at all.
    }
    throw new UnusableException(true, "not the key of that certificate");
  }

  private static boolean belongTogether(PrivateKey key, PublicKey certified)
      throws GeneralSecurityException {
    Signature signature =
        Signature.getInstance(
            switch (certified.getAlgorithm()) {
              case "RSA" -> "SHA256withRSA";
              case "EC" -> "SHA256withECDSA";
              default -> certified.getAlgorithm(); // EdDSA names the signature as the key.
            });
    byte[] text = {1, 2, 3};
    signature.initSign(key);
    signature.update(text);
    byte[] signed = signature.sign();
    signature.initVerify(certified);
    signature.update(text);
    return signature.verify(signed);
  }

  KeyManager[] managers() {
    return managers.clone();
  }
}
