package io.repohook.diff;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What changed.
 *
 * @param files the first of the changed files, by path; empty where nothing changed or could be
 *     read
 * @param changedFiles how many changed in all, listed or not
 * @param lines the diff, in git's form, without line ends
 * @param leftOut what is not shown and why, in words for a person; null when all is shown
 */
public record Diff(
    List<FileChange> files, int changedFiles, List<String> lines, @Nullable String leftOut) {

  /**
   * A file that changed.
   *
   * @param before the path before, null for one that was added; another than {@code after} when it
   *     was renamed or copied
   * @param after the path now, null for one that was removed
   * @param added how many lines; null where they cannot be counted, as in a binary file
   * @param removed how many lines; null as {@code added}
   */
  public record FileChange(
      @Nullable String before,
      @Nullable String after,
      @Nullable Integer added,
      @Nullable Integer removed) {

    /** The path, or both of a renamed one. */
    public String shown() {
      if (before == null || after == null || before.equals(after)) {
        return String.valueOf(after == null ? before : after);
      }
      return before + " => " + after;
    }
  }

  public Diff {
    files = List.copyOf(files);
    lines = List.copyOf(lines);
  }

  /** Nothing changed that a diff could show. */
  public static final Diff EMPTY = new Diff(List.of(), 0, List.of(), null);

  /** No diff could be made. */
  public static Diff without(String because) {
    return new Diff(List.of(), 0, List.of(), because);
  }

  /** Whether there is nothing to say about it. */
  public boolean isEmpty() {
    return changedFiles == 0 && leftOut == null;
  }
}
