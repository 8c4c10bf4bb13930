package io.repohook.git.push;

/**
 * How much of a push an event lists. What is cut is counted all the same.
 *
 * @param commits of one ref, the newest ones
 * @param files of one commit
 * @param message of one commit or tag, in Unicode characters
 */
public record Limits(int commits, int files, int message) {

  /** Names of files are far shorter than this as a rule, in characters. */
  private static final int NAME = 350;

  /** What the names of the files of one commit come to at most, in characters. */
  long names() {
    return (long) files * NAME;
  }

  /** The beginning of a text that is as long as a message may be. */
  String cut(String text) {
    return text.codePointCount(0, text.length()) <= message
        ? text
        : text.substring(0, text.offsetByCodePoints(0, message));
  }
}
