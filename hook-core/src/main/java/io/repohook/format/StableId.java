package io.repohook.format;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.repohook.event.Sha256;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.UUID;

/**
 * Ids that other systems draw from a database: here they are derived from what they stand for, so
 * that the same thing has the same id in every body.
 */
public final class StableId {
  private StableId() {}

  /** From 1 to 2³¹ − 1: receivers keep such ids in anything from an int to a double. */
  public static int number(String of) {
    return Math.max(1, ByteBuffer.wrap(sha256(of)).getInt() & Integer.MAX_VALUE);
  }

  /** In hexadecimal digits, at most 64 of them. */
  public static String hex(String of, int digits) {
    return HexFormat.of().formatHex(sha256(of)).substring(0, digits);
  }

  /** In the form of a random UUID, version 4, which receivers expect of one. */
  public static UUID uuid(String of) {
    ByteBuffer bits = ByteBuffer.wrap(sha256(of));
    long high = (bits.getLong() & 0xffffffffffff0fffL) | 0x4000L;
    long low = (bits.getLong() & 0x3fffffffffffffffL) | 0x8000000000000000L;
    return new UUID(high, low);
  }

  private static byte[] sha256(String of) {
    return Sha256.of(of.getBytes(UTF_8));
  }
}
