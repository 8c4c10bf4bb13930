package io.repohook.intake;

/**
 * Makes what is anybody's invention, as names of files and paths in them are, fit for a log and a
 * terminal: it forges no line there and moves no cursor.
 */
public final class Plain {
  private Plain() {}

  /** The text in one line; each control or format character is a space. */
  public static String line(String text) {
    StringBuilder line = new StringBuilder(text.length());
    text.codePoints().map(c -> isShown(c) ? c : ' ').forEach(line::appendCodePoint);
    return line.toString();
  }

  private static boolean isShown(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
