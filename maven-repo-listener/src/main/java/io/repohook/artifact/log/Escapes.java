package io.repohook.artifact.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;

/**
 * The escapes of nginx and httpd, which write {@code \x22} or {@code \"} for a quote that a client
 * sent: the reason why a client cannot end a field.
 */
final class Escapes {
  private Escapes() {}

  /** The text of a field; bytes that are no UTF-8 become replacement characters. */
  static String decode(byte[] bytes, int from, int to) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(to - from);
    for (int i = from; i < to; i++) {
      byte b = bytes[i];
      if (b != '\\' || i + 1 >= to) {
        out.write(b);
        continue;
      }
      byte next = bytes[++i];
      if (next == 'x' && i + 2 < to && hex(bytes[i + 1]) >= 0 && hex(bytes[i + 2]) >= 0) {
        out.write(hex(bytes[i + 1]) << 4 | hex(bytes[i + 2]));
        i += 2;
      } else {
        out.write(
            switch (next) {
              case 'n' -> '\n';
              case 'r' -> '\r';
              case 't' -> '\t';
              case 'b' -> '\b';
              case 'f' -> '\f';
              case 'v' -> 0x0b;
              default -> next;
            });
      }
    }
    return out.toString(UTF_8);
  }

  private static int hex(byte digit) {
    return Character.digit(digit, 16);
  }
}
