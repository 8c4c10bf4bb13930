package io.repohook.intake;

import io.repohook.route.Located;
import io.repohook.spool.MalformedSpoolFileException;
import io.repohook.spool.Spool;
import io.repohook.spool.SpoolEntry;
import io.repohook.spool.SpoolFile;
import io.repohook.spool.SpoolOwner;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The files that wait in one repository's queue. Anybody may put one there, by naming the
 * repository: that of an account that is not believed must neither have the others wait for it nor
 * make a source think that something is about to be told.
 */
final class Queued {
  private final Spool spool;
  private final Trust trust;
  private final RepositoryLookup lookup;

  Queued(Spool spool, Trust trust, RepositoryLookup lookup) {
    this.spool = spool;
    this.trust = trust;
    this.lookup = lookup;
  }

  /** The other files that wait and whose accounts are believed, in the order of waiting. */
  List<SpoolFile> others(SpoolFile than, Located where, List<SpoolEntry> waiting)
      throws IOException {
    List<SpoolFile> files = new ArrayList<>();
    Map<SpoolOwner, Boolean> believed = new HashMap<>();
    for (SpoolEntry entry : waiting) {
      if (entry.name().equals(than.name())) {
        continue;
      }
      try {
        SpoolOwner owner = spool.owner(entry);
        if (!believed.containsKey(owner)) {
          believed.put(owner, trust.of(owner, where) instanceof Trust.Verdict.Believed);
        }
        if (Boolean.TRUE.equals(believed.get(owner))) {
          files.add(spool.read(entry));
        }
      } catch (NoSuchFileException | MalformedSpoolFileException e) {
        // Its own turn will tell.
      }
    }
    return files;
  }

  /**
   * Why that file may not have its queue wait for it; empty when it may, or nobody is kept waiting.
   */
  Optional<String> objection(SpoolEntry entry, String queue) throws IOException {
    if (queue.equals(entry.name())) {
      return Optional.empty(); // It is alone.
    }
    Optional<Located> where = lookup.ofQueue(queue);
    if (where.isEmpty()) {
      return Optional.empty(); // None of them can go on.
    }
    try {
      return trust.of(spool.owner(entry), where.get()) instanceof Trust.Verdict.Refused refused
          ? Optional.of(refused.because())
          : Optional.empty();
    } catch (NoSuchFileException e) {
      return Optional.empty(); // Another process took it in.
    } catch (AccessDeniedException e) {
      return Optional.empty(); // The repository is closed to us, so to all of them.
    }
  }
}
