package io.repohook.git.ledger;

import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jgit.lib.Repository;

/**
 * The ledger of a repository that is seen for the first time without a baseline from {@code
 * install}: the refs on disk, each ref of a file that still waits put back to where the oldest such
 * file says it was.
 */
public final class FirstSight {
  private FirstSight() {}

  /**
   * Reads the refs and puts back those of the files.
   *
   * @param lines of the file being taken in and of all that wait after it, oldest first
   */
  public static Map<String, String> of(Repository repository, List<RefUpdate> lines)
      throws IOException {
    return putBack(RefsOnDisk.of(repository), lines);
  }

  /** The refs, each one of the lines put back to where the first such line says it was. */
  public static Map<String, String> putBack(Map<String, String> known, List<RefUpdate> lines) {
    Map<String, String> refs = new HashMap<>(known);
    Set<String> putBack = new HashSet<>();
    for (RefUpdate each : lines) {
      if (!putBack.add(each.ref())) {
        continue; // An older line has said where it was.
      }
      if (each.isCreation()) {
        refs.remove(each.ref());
      } else {
        refs.put(each.ref(), each.before());
      }
    }
    return refs;
  }

  /**
   * The refs of a baseline as they were before the changes that wait, which may have been made
   * before its refs were read or after. One that came into the spool later, from somewhere else
   * than the baseline has the ref, came after a change that no hook reported: that is left to be
   * told.
   *
   * @param earlier lines that were in the spool before the baseline, oldest first
   * @param later lines that came after it, oldest first
   */
  public static Map<String, String> before(
      Map<String, String> baseline, List<RefUpdate> earlier, List<RefUpdate> later) {
    Map<String, String> before = putBack(baseline, earlier);
    Map<String, String> beforeAll = putBack(baseline, later);
    for (RefUpdate each : later) {
      Optional<String> left = each.isDeletion() ? Optional.empty() : Optional.of(each.after());
      if (left.equals(Optional.ofNullable(before.get(each.ref())))) {
        // The baseline's refs were read after this change, whose hook took its time.
        Optional.ofNullable(beforeAll.get(each.ref()))
            .ifPresentOrElse(id -> before.put(each.ref(), id), () -> before.remove(each.ref()));
      }
    }
    return before;
  }
}
