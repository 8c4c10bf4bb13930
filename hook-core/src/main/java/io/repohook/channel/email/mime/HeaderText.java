package io.repohook.channel.email.mime;

import io.repohook.channel.Excerpt;
import jakarta.mail.internet.MimeUtility;
import java.io.UnsupportedEncodingException;

/** Texts of others in headers: one line, so that none can begin a header of its own. */
final class HeaderText {
  private static final String MORE = "…";

  private HeaderText() {}

  /** At most that many characters; what cannot be printed is a space. */
  static String line(String text, int most) {
    // Left alone, what begins like an encoded word would be read as one.
    String line = Excerpt.of(text).replace("=?", "= ?");
    return line.codePointCount(0, line.length()) <= most
        ? line
        : line.substring(0, line.offsetByCodePoints(0, most - 1)) + MORE;
  }

  /** As RFC 2047 writes it, folded behind a header's name. */
  static String encoded(String name, String text) {
    try {
      return MimeUtility.fold(name.length() + 2, MimeUtility.encodeText(text, "UTF-8", null));
    } catch (UnsupportedEncodingException e) {
      throw new AssertionError("every Java platform has UTF-8", e);
    }
  }
}
