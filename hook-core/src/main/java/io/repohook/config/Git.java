package io.repohook.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What the server says of git.
 *
 * @param roots absolute; every repository below them is served
 * @param grace how long a report of a ref waits for the one that should have come before it
 * @param limits how much of a push its events list
 * @param reconcile how often ledgers are compared with their repositories; empty for never
 */
public record Git(List<Path> roots, Duration grace, Optional<Duration> reconcile, Limits limits) {

  /**
   * How much of a push its events list; the counts are always of all of it.
   *
   * @param commits of one ref, the newest ones
   * @param files of one commit
   * @param message of one commit or tag, in Unicode characters
   */
  public record Limits(int commits, int files, int message) {}

  public Git {
    roots = List.copyOf(roots);
  }
}
