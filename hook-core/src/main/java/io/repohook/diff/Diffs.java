package io.repohook.diff;

import io.repohook.event.CommitAdded;
import io.repohook.event.Event;
import io.repohook.event.Push;

/**
 * Makes the diff of an event, for a message that shows one.
 *
 * <p>It is asked while a message is made at intake, so it answers within seconds, however large the
 * change is; what takes longer is left out. Thread-safe.
 */
@FunctionalInterface
public interface Diffs {

  /** Where nothing can read a repository. */
  Diffs NONE = (event, limits) -> Diff.without("nothing here can read it");

  /**
   * What the commits of a {@link Push} changed in all, or the commit of a {@link CommitAdded}, each
   * merge compared with its first parent. Never throws for what is, or is not, in a repository.
   */
  Diff of(Event event, Limits limits);

  /**
   * How much a message shows.
   *
   * @param files in the list of changed files
   * @param lines of the diff; 0 for the list of files alone
   */
  record Limits(int files, int lines) {}
}
