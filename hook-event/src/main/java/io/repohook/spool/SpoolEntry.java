package io.repohook.spool;

import java.time.Instant;
import java.util.Comparator;

/**
 * A file that waits in the spool, not read yet.
 *
 * @param writtenAt the time of its last byte
 * @param size in bytes
 */
public record SpoolEntry(String name, Instant writtenAt, long size) {

  /**
   * Oldest first. Two files can be of the same instant, as file systems count in ticks of some
   * milliseconds; the name then makes the order the same for every reader.
   */
  static final Comparator<SpoolEntry> ORDER =
      Comparator.comparing(SpoolEntry::writtenAt).thenComparing(SpoolEntry::name);
}
