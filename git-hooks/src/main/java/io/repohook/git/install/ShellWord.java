package io.repohook.git.install;

/** Any text as one word of sh. */
public final class ShellWord {
  private static final String QUOTE = "'";

  /** Ends the quotes, writes one, and begins them again. */
  private static final String QUOTE_WITHIN = "'\\''";

  private ShellWord() {}

  /** Inside single quotes nothing is special to sh but the quote itself. */
  public static String quote(String text) {
    return QUOTE + text.replace(QUOTE, QUOTE_WITHIN) + QUOTE;
  }

  /** The text of a word that {@link #quote} wrote. */
  static String unquote(String word) {
    return word.substring(1, word.length() - 1).replace(QUOTE_WITHIN, QUOTE);
  }
}
