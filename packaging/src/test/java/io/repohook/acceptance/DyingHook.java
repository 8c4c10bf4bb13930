package io.repohook.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * The installed hook with one line more, by which it dies as by {@code kill -9}.
 *
 * @param point where
 * @param victim which of its two processes
 */
record DyingHook(Point point, Victim victim) {
  /** Where the hook dies, in the order of what it does. */
  enum Point {
    AT_ITS_START("if ! repohook_read; then", false),
    BEFORE_THE_FILE("  { repohook_records; } >", true),
    IN_THE_MIDST_OF_THE_FILE("  # Whatever names the pusher:", true),
    AT_THE_END_OF_THE_FILE("  echo end || exit 1", true),
    BEFORE_THE_SYNC("  sync \"$1.part\" || sync", true),
    BEFORE_THE_RENAMING("  exec mv -f ", true),
    AFTER_THE_RENAMING("trap - HUP INT PIPE TERM", false);

    private final String before;
    private final boolean isInSubshell;

    Point(String before, boolean isInSubshell) {
      this.before = before;
      this.isInSubshell = isInSubshell;
    }
  }

  enum Victim {
    /** Both: all of the hook is gone. */
    ALL("$$ $(exec sh -c 'echo $PPID')"),
    /** The one that git waits for. */
    HOOK("$$"),
    /** The one that writes the file. */
    WRITER("$(exec sh -c 'echo $PPID')");

    private final String processes;

    Victim(String processes) {
      this.processes = processes;
    }
  }

  static List<DyingHook> all() {
    return Arrays.stream(Point.values())
        .flatMap(
            point ->
                Arrays.stream(Victim.values())
                    .filter(victim -> point.isInSubshell || victim == Victim.ALL)
                    .map(victim -> new DyingHook(point, victim)))
        .toList();
  }

  static DyingHook any(Random random) {
    return all().get(random.nextInt(all().size()));
  }

  /** Whether the push that it dies in is recorded all the same. */
  boolean records() {
    return point == Point.AFTER_THE_RENAMING || victim == Victim.HOOK;
  }

  /** Whether the process that is left says that the push was not recorded. */
  boolean warns() {
    return victim == Victim.WRITER;
  }

  /** Puts it in the place of the hook of that text. */
  void install(String text, Path hook) {
    int place = text.indexOf("\n" + point.before);
    if (place < 0) {
      throw new AssertionError("the hook has no line " + point.before);
    }
    put(text.substring(0, place) + "\nkill -9 " + victim.processes + text.substring(place), hook);
  }

  /** Puts a hook of that text in its place, so that at each moment there is a whole one. */
  static void put(String text, Path hook) {
    try {
      Path made = hook.resolveSibling("next-hook");
      Files.writeString(made, text);
      Files.setPosixFilePermissions(made, PosixFilePermissions.fromString("rwxr-xr-x"));
      Files.move(made, hook, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
