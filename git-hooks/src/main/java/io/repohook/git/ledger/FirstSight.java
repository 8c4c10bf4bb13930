package io.repohook.git.ledger;

import io.repohook.spool.MalformedSpoolFileException;
import io.repohook.spool.SpoolFile;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
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
   * @param files the file being taken in and all that wait after it, oldest first
   */
  public static Map<String, String> of(Repository repository, List<SpoolFile> files)
      throws IOException {
    return putBack(RefsOnDisk.of(repository), files);
  }

  /** The refs, each one of the files put back to where the oldest such file says it was. */
  public static Map<String, String> putBack(Map<String, String> known, List<SpoolFile> files) {
    Map<String, String> refs = new HashMap<>(known);
    Set<String> putBack = new HashSet<>();
    for (SpoolFile file : files) {
      for (RefUpdate each : updates(file)) {
        if (!putBack.add(each.ref())) {
          continue; // An older file has said where it was.
        }
        if (each.isCreation()) {
          refs.remove(each.ref());
        } else {
          refs.put(each.ref(), each.before());
        }
      }
    }
    return refs;
  }

  private static List<RefUpdate> updates(SpoolFile file) {
    try {
      return RefUpdate.lines(file.bytes(RefUpdate.RECORD).orElse(new byte[0]));
    } catch (MalformedSpoolFileException e) {
      return List.of(); // Its own turn will tell.
    }
  }
}
