package io.repohook.git.ledger;

import java.util.OptionalInt;

/** When commits were made, as they say themselves. */
@FunctionalInterface
public interface Dates {

  /** Nobody can tell. */
  Dates UNKNOWN = id -> OptionalInt.empty();

  /**
   * Of the commit that an object leads to, in seconds as JGit counts them; empty where it is none,
   * has been pruned or cannot be read.
   */
  OptionalInt of(String id);
}
