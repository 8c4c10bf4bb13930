package io.repohook.channel;

/** Makes one short printable line of what another system said. */
public final class Excerpt {
  /** Enough for a person to see what it is about; every attempt is stored with its own. */
  private static final int MAX_BYTES = 1024;

  private static final String MORE = "…";

  private Excerpt() {}

  /**
   * The beginning of the text: at most 1 KiB in UTF-8, each run of blanks and of what cannot be
   * printed as one space.
   */
  public static String of(String text) {
    StringBuilder line = new StringBuilder();
    int bytes = 0;
    boolean gap = false;
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      if (!printable(c)) {
        gap = !line.isEmpty();
        continue;
      }
      int more = utf8Length(c) + (gap ? 1 : 0);
      if (bytes + more > MAX_BYTES - utf8Length(MORE.codePointAt(0))) {
        return line.append(MORE).toString();
      }
      if (gap) {
        line.append(' ');
        gap = false;
      }
      line.appendCodePoint(c);
      bytes += more;
    }
    return line.toString();
  }

  /** Format characters can turn the direction of a line or hide in it. */
  private static boolean printable(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SPACE_SEPARATOR ->
          false;
      default -> true;
    };
  }

  private static int utf8Length(int c) {
    if (c < 0x80) {
      return 1;
    }
    return c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
  }
}
