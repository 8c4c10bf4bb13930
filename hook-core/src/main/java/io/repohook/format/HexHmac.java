package io.repohook.format;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.repohook.config.Secret;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs bytes with a secret, whose text is the key; in small hexadecimal digits. Thread-safe. */
public final class HexHmac {
  private final byte[] key;

  HexHmac(Secret secret) {
    this.key = secret.reveal().getBytes(UTF_8);
  }

  public String sha1(byte[] signed) {
    return hex("HmacSHA1", signed);
  }

  public String sha256(byte[] signed) {
    return hex("HmacSHA256", signed);
  }

  private String hex(String algorithm, byte[] signed) {
    try {
      Mac mac = Mac.getInstance(algorithm);
      mac.init(new SecretKeySpec(key, algorithm));
      return HexFormat.of().formatHex(mac.doFinal(signed));
    } catch (GeneralSecurityException e) {
      throw new AssertionError("every Java platform has " + algorithm, e);
    }
  }
}
