package io.repohook.git.ledger;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * Where a ref is.
 *
 * @param id of its object
 * @param date of the commit that it leads to, in seconds as JGit counts them; empty where that is
 *     not known, or of no interest
 */
record Place(String id, OptionalInt date) {
  /** Before the key of each branch in the order of their commits. */
  static final String END = "@end ";

  /** In the place of a date that is not known: comes before all others. */
  private static final String UNKNOWN = "-";

  /** As a ledger keeps it. */
  String text() {
    return date.isEmpty() ? id : id + " " + inverse();
  }

  static Place of(String text) {
    int space = text.indexOf(' ');
    return space < 0
        ? new Place(text, OptionalInt.empty())
        : new Place(text.substring(0, space), date(text.substring(space + 1)));
  }

  /** The key under which a ledger finds a branch that is here in the order of commits. */
  String key(String ref) {
    return END + (date.isEmpty() ? UNKNOWN : inverse()) + " " + ref;
  }

  /** The branch that such a key and its value mean; empty where it is no such key. */
  static Optional<BranchEnd> end(String key, String id) {
    int space = key.indexOf(' ', END.length());
    if (space < 0) {
      return Optional.empty();
    }
    String date = key.substring(END.length(), space);
    return Optional.of(
        new BranchEnd(
            key.substring(space + 1), id, date.equals(UNKNOWN) ? OptionalInt.empty() : date(date)));
  }

  /** Eight digits, of which the newest date has the smallest. */
  private String inverse() {
    return String.format("%08x", Integer.MAX_VALUE - (long) date.getAsInt());
  }

  private static OptionalInt date(String inverse) {
    return OptionalInt.of((int) (Integer.MAX_VALUE - Long.parseLong(inverse, 16)));
  }
}
