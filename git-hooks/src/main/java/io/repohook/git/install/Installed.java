package io.repohook.git.install;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What became of an installation. */
public sealed interface Installed {
  /** The path that was asked for, or the repository found below it. */
  Path repository();

  /**
   * The hook is in its place.
   *
   * @param hook the file that git runs
   * @param how what was done for it
   * @param chained the hook that was there before and still runs, where it is kept now
   * @param notes sentences that a person should read
   */
  record Ready(Path repository, Path hook, How how, Optional<Path> chained, List<String> notes)
      implements Installed {
    public Ready {
      notes = List.copyOf(notes);
    }
  }

  /**
   * Nothing was changed.
   *
   * @param reason what is wrong and what to do about it, for a person
   */
  record Refused(Path repository, String reason) implements Installed {}

  /** What was done. */
  enum How {
    /** The hook is new here, and the refs went into the spool as the baseline. */
    INSTALLED,
    /** A hook of an older version, or for another spool, was replaced. */
    UPDATED,
    /** Nothing: the same hook was there. */
    ALREADY_THERE
  }
}
