package io.repohook.git.install;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What became of taking the hook away. */
public sealed interface Uninstalled {
  /** The path that was asked for, or the repository found below it. */
  Path repository();

  /**
   * The hook is gone.
   *
   * @param hook the file that git ran
   * @param restored the same path, when the hook that was there before is back in its place
   * @param notes sentences that a person should read
   */
  record Removed(Path repository, Path hook, Optional<Path> restored, List<String> notes)
      implements Uninstalled {
    public Removed {
      notes = List.copyOf(notes);
    }
  }

  /**
   * There was no hook of ours; nothing was changed.
   *
   * @param notes sentences that a person should read
   */
  record NotInstalled(Path repository, Path hook, List<String> notes) implements Uninstalled {
    public NotInstalled {
      notes = List.copyOf(notes);
    }
  }

  /**
   * Nothing was changed.
   *
   * @param reason what is wrong and what to do about it, for a person
   */
  record Refused(Path repository, String reason) implements Uninstalled {}
}
