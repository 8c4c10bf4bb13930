package io.repohook.channel.chat;

/**
 * Makes what a stranger wrote fit to stand in a line: no line break, no character that cannot be
 * seen, hides others or turns the direction of what follows, and no more of it than there is room
 * for.
 */
final class Legible {
  private static final String MORE = "…";

  // Writing needs these two: they join emoji, and part letters of Persian and of India's scripts.
  private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
  private static final int ZERO_WIDTH_JOINER = 0x200D;

  private static final int REPLACEMENT = 0xFFFD;

  private Legible() {}

  /**
   * The text in one line; each run of blanks, line breaks and control characters is one space.
   *
   * @param most how many UTF-16 units it may have; what is longer ends with an ellipsis
   */
  static String line(String text, int most) {
    StringBuilder line = new StringBuilder();
    boolean gap = false;
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      if (isBlank(c)) {
        gap = !line.isEmpty();
        continue;
      }
      if (isHidden(c)) {
        continue;
      }
      if (gap) {
        line.append(' ');
        gap = false;
      }
      line.appendCodePoint(Character.getType(c) == Character.SURROGATE ? REPLACEMENT : c);
      if (line.length() > most) {
        return cut(line, most);
      }
    }
    return line.toString();
  }

  /** The first line of a text that has something in it, as {@link #line} makes it. */
  static String firstLine(String text, int most) {
    return text.lines()
        .map(each -> line(each, most))
        .filter(each -> !each.isEmpty())
        .findFirst()
        .orElse("");
  }

  private static String cut(StringBuilder line, int most) {
    int end = most - MORE.length();
    if (Character.isHighSurrogate(line.charAt(end - 1))) {
      end--; // Half of a character is none.
    }
    return line.substring(0, end) + MORE;
  }

  private static boolean isBlank(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SPACE_SEPARATOR ->
          true;
      default -> false;
    };
  }

  private static boolean isHidden(int c) {
    return Character.getType(c) == Character.FORMAT
        && c != ZERO_WIDTH_JOINER
        && c != ZERO_WIDTH_NON_JOINER;
  }
}
