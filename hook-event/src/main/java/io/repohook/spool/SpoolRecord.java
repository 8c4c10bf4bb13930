package io.repohook.spool;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * One fact of a spool file.
 *
 * @param key lower-case words such as {@code repository}, or {@code env.} and the name of a
 *     variable
 * @param value any bytes; git names refs by bytes, and not all of them are text
 */
@SuppressWarnings("ArrayRecordComponent") // Read once and never compared: a copy would buy nothing.
public record SpoolRecord(String key, byte[] value) {

  /** A record whose value is text. */
  public static SpoolRecord of(String key, String value) {
    return new SpoolRecord(key, value.getBytes(UTF_8));
  }

  /** The value as text; bytes that are not UTF-8 come out as the replacement character. */
  public String text() {
    return new String(value, UTF_8);
  }

  @Override
  public String toString() {
    return key + " (" + value.length + " bytes)";
  }
}
