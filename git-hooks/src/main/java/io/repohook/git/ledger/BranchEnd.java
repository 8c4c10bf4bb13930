package io.repohook.git.ledger;

import java.util.OptionalInt;

/**
 * A branch and the commit that it ends at.
 *
 * @param ref its full name
 * @param date of the commit, in seconds as JGit counts them; empty where it is not known
 */
public record BranchEnd(String ref, String id, OptionalInt date) {

  /** The date to order it by: one that is not known may be any, so it comes first. */
  public long newest() {
    return date.isEmpty() ? Long.MAX_VALUE : date.getAsInt();
  }
}
