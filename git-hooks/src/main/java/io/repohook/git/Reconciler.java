package io.repohook.git;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.repohook.git.ledger.Baseline;
import io.repohook.git.ledger.Ledger;
import io.repohook.git.ledger.RefUpdate;
import io.repohook.git.ledger.RefsOnDisk;
import io.repohook.outbox.SourceState;
import io.repohook.spool.SpoolFile;
import io.repohook.spool.SpoolRecord;
import io.repohook.spool.SpoolWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.jgit.lib.Repository;

/**
 * Compares ledgers with their repositories and spools what differs. Intake waits the grace time
 * before it tells any of it: a hook may be about to report it.
 *
 * <p>Thread-safe. It only reads repositories and ledgers, so it may look while intake works.
 */
public final class Reconciler {
  private static final String ZERO = "0".repeat(40);

  private final SpoolWriter spool;

  public Reconciler(SpoolWriter spool) {
    this.spool = spool;
  }

  /** What a look at a repository found. */
  public sealed interface Found {
    /** So many refs are elsewhere than the ledger has them; none when it is right. */
    record Changed(int refs) implements Found {}

    /** There was no ledger; it begins with these refs, and nothing is told of them. */
    record Begun(int refs) implements Found {}

    /** The repository cannot be compared. */
    record Unreadable(String because) implements Found {}
  }

  /**
   * Looks at one repository.
   *
   * @param repository its git folder
   * @throws IOException when the spool cannot be written
   */
  public Found look(Path repository, SourceState state) throws IOException {
    // The ledger first: a push that is taken in meanwhile then looks like one to come, and is
    // found to be told when intake comes to it.
    Optional<Ledger> ledger = Ledger.of(state);
    Map<String, String> known = ledger.map(Ledger::refs).orElse(Map.of());
    Map<String, String> now;
    try (Repository opened = Sight.open(repository)) {
      String format = opened.getConfig().getString("extensions", null, "objectFormat");
      if (format != null && !format.equalsIgnoreCase("sha1")) {
        return new Found.Unreadable("its ids are " + format + ", which cannot be read");
      }
      now = RefsOnDisk.of(opened);
    } catch (IOException | IllegalArgumentException e) {
      return new Found.Unreadable(String.valueOf(e.getMessage()));
    }
    if (ledger.isEmpty()) {
      StringBuilder lines = new StringBuilder();
      now.forEach((ref, id) -> lines.append(Baseline.line(id, ref)));
      write(GitSource.BASELINE, repository, lines);
      return new Found.Begun(now.size());
    }
    StringBuilder lines = new StringBuilder();
    int changed = 0;
    for (String ref : union(known.keySet(), now.keySet())) {
      RefUpdate line =
          new RefUpdate(known.getOrDefault(ref, ZERO), now.getOrDefault(ref, ZERO), ref);
      if (!line.before().equals(line.after())
          && RefsOnDisk.isReadable(ref)
          && !RefsOnDisk.isOfWorkTree(ref)
          && !line.isSha256()) {
        lines.append(line.line());
        changed++;
      }
    }
    if (changed > 0) {
      write(GitSource.COMPARISON, repository, lines);
    }
    return new Found.Changed(changed);
  }

  private static Set<String> union(Set<String> one, Set<String> other) {
    Set<String> all = new TreeSet<>(one);
    all.addAll(other);
    return all;
  }

  private void write(String source, Path repository, StringBuilder lines) throws IOException {
    spool.write(
        List.of(
            SpoolRecord.of(SpoolFile.SOURCE, source),
            SpoolRecord.of(SpoolFile.REPOSITORY, repository.toString()),
            new SpoolRecord(RefUpdate.RECORD, lines.toString().getBytes(UTF_8))));
  }
}
