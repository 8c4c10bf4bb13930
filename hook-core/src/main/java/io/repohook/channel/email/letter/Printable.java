package io.repohook.channel.email.letter;

import java.util.Locale;

/**
 * Makes what others wrote safe to read. A control character may change a terminal, and one that
 * turns the direction of writing shows a line other than it is; such are shown by their number.
 */
final class Printable {
  private static final String MORE = "…";

  private Printable() {}

  /** One line, at most that many characters; each run of blanks is a space. */
  static String line(String text, int most) {
    StringBuilder line = new StringBuilder();
    boolean gap = false;
    for (int c : text.codePoints().toArray()) {
      if (Character.isWhitespace(c) || Character.isSpaceChar(c)) {
        gap = !line.isEmpty();
      } else {
        line.append(gap ? " " : "").append(isPrintable(c) ? Character.toString(c) : number(c));
        gap = false;
      }
    }
    return cut(line.toString(), most);
  }

  /** A text without line ends, tabs kept. */
  static String text(String text) {
    StringBuilder safe = new StringBuilder(text.length());
    text.codePoints()
        .forEach(c -> safe.append(isPrintable(c) || c == '\t' ? Character.toString(c) : number(c)));
    return safe.toString();
  }

  /** The text if it has no more characters than that, else its beginning. */
  static String cut(String text, int most) {
    return text.codePointCount(0, text.length()) <= most
        ? text
        : text.substring(0, text.offsetByCodePoints(0, most - 1)) + MORE;
  }

  private static boolean isPrintable(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.SURROGATE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      // Joiners make letters and emoji of several; the others of their kind only hide.
      case Character.FORMAT -> c == 0x200c || c == 0x200d;
      default -> true;
    };
  }

  private static String number(int c) {
    return String.format(Locale.ROOT, "<U+%04X>", c);
  }
}
