package io.repohook.event;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * Derives ids from what they stand for, so that the same cause always has the same id.
 *
 * <p>An id is a prefix and 128 bits of SHA-256 in hexadecimal: long enough that two causes never
 * share one, short enough for a log line.
 */
public final class EventId {
  private static final int ID_BYTES = 16;

  private EventId() {}

  /** The id of the event that {@code cause} describes; equal causes give equal ids. */
  public static String event(String... cause) {
    return "evt_" + digest(cause);
  }

  /** The id of the delivery that {@code cause} describes; equal causes give equal ids. */
  public static String delivery(String... cause) {
    return "dlv_" + digest(cause);
  }

  private static String digest(String... cause) {
    MessageDigest sha256 = Sha256.begin();
    for (String part : cause) {
      byte[] bytes = part.getBytes(UTF_8);
      // The length before each part keeps ("ab", "c") and ("a", "bc") apart.
      sha256.update((bytes.length + ":").getBytes(UTF_8));
      sha256.update(bytes);
    }
    return HexFormat.of().formatHex(sha256.digest(), 0, ID_BYTES);
  }
}
