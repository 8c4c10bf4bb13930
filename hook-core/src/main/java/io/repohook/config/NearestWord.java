package io.repohook.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds the word that a misspelt one was probably meant to be. */
public final class NearestWord {
  private NearestWord() {}

  /** The nearest of the words by Levenshtein distance, if near: at most a third of the letters. */
  public static Optional<String> to(String written, Collection<String> words) {
    return words.stream()
        .filter(word -> distance(written, word) <= Math.max(1, word.length() / 3))
        .min(Comparator.comparingInt(word -> distance(written, word)));
  }

  /** The remedy for a word that is none of the known ones. */
  public static String remedy(String written, Collection<String> words) {
    return to(written, words)
        .map(word -> "did you mean '" + word + "'?")
        .orElseGet(() -> words.isEmpty() ? "remove it" : "known here: " + String.join(", ", words));
  }

  private static int distance(String one, String other) {
    int[] row = new int[other.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= one.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int above = row[j];
        int replaced = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(replaced, Math.min(above, row[j - 1]) + 1);
        diagonal = above;
      }
    }
    return row[other.length()];
  }
}
