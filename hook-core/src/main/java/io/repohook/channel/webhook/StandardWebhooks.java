package io.repohook.channel.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.repohook.config.Secret;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs requests as <a href="https://www.standardwebhooks.com">Standard Webhooks</a> say: what is
 * signed is {@code id.timestamp.body}, so a signature proves who sent these bytes, and when.
 *
 * <p>With several secrets there is a signature for each; a receiver accepts a request when one of
 * them is right, and so a secret can be replaced without losing a request. Thread-safe.
 */
final class StandardWebhooks {
  private static final String PREFIX = "whsec_";
  private static final String ALGORITHM = "HmacSHA256";

  private final List<SecretKeySpec> keys;

  /**
   * @throws IllegalArgumentException when {@link #isKey} does not hold for each secret
   */
  StandardWebhooks(List<Secret> secrets) {
    this.keys =
        secrets.stream().map(secret -> new SecretKeySpec(keyBytes(secret), ALGORITHM)).toList();
  }

  /** Whether the secret gives a key: it is not empty, and Base64 follows where it says so. */
  static boolean isKey(Secret secret) {
    try {
      return keyBytes(secret).length > 0;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** Whether there is a secret to sign with. */
  boolean signs() {
    return !keys.isEmpty();
  }

  /** The value of {@code webhook-signature}: one signature a secret, separated by spaces. */
  String signature(String id, Instant timestamp, byte[] body) {
    byte[] start = (id + "." + timestamp.getEpochSecond() + ".").getBytes(UTF_8);
    return keys.stream()
        .map(key -> "v1," + Base64.getEncoder().encodeToString(hmac(key, start, body)))
        .collect(Collectors.joining(" "));
  }

  private static byte[] hmac(SecretKeySpec key, byte[] start, byte[] body) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      mac.update(start);
      return mac.doFinal(body);
    } catch (GeneralSecurityException e) {
      throw new AssertionError("every Java platform has " + ALGORITHM, e);
    }
  }

  /** The secret without the mark that says how it is written. */
  static String withoutPrefix(String secret) {
    return secret.startsWith(PREFIX) ? secret.substring(PREFIX.length()) : secret;
  }

  private static byte[] keyBytes(Secret secret) {
    String text = secret.reveal();
    return text.startsWith(PREFIX)
        ? Base64.getDecoder().decode(withoutPrefix(text))
        : text.getBytes(UTF_8);
  }
}
