package io.repohook.git;

import io.repohook.git.ledger.Ledger;
import io.repohook.git.ledger.RefUpdate;
import io.repohook.git.ledger.ToldChanges;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;

/**
 * How the lines of a file join on to what the ledger knows: a ref is where the line found it, or
 * there is a gap.
 */
final class Links {
  /** The first is there as a rule. */
  private static final int REFS_AT_ONCE = 64;

  private final Ledger ledger;
  private final Sight sight;

  Links(Ledger ledger, Sight sight) {
    this.ledger = ledger;
    this.sight = sight;
  }

  /** The lines whose ref is not where they found it. */
  List<RefUpdate> missing(List<RefUpdate> lines) {
    return lines.stream().filter(line -> !ledger.isAtBefore(line)).toList();
  }

  /**
   * Whether a line found a ref at the object where the ledger has it: so it is of the repository
   * that the ledger knows.
   */
  boolean anyJoins(List<RefUpdate> lines) {
    return lines.stream().anyMatch(line -> !line.isCreation() && ledger.isAtBefore(line));
  }

  /** What must have happened to the ref before this line. */
  RefUpdate gap(RefUpdate line) {
    return new RefUpdate(known(line), line.before(), line.ref());
  }

  /** What must have happened to the ref since, where it is as this line leaves it. */
  RefUpdate rest(RefUpdate line) {
    return new RefUpdate(known(line), line.after(), line.ref());
  }

  private String known(RefUpdate line) {
    return ledger.at(line.ref()).orElse("0".repeat(line.before().length()));
  }

  /** The change told before that this line is, or is a part of; the latest one if several are. */
  Optional<ToldChanges.Told> told(RefUpdate line) throws IOException {
    List<ToldChanges.Told> all = ToldChanges.of(line.ref(), ledger);
    for (int i = all.size() - 1; i >= 0; i--) {
      RefUpdate change = all.get(i).change();
      if (line.before().equals(change.before())
          || line.after().equals(change.after())
          || (isWithin(line.before(), change) && isWithin(line.after(), change))) {
        return Optional.of(all.get(i));
      }
    }
    return Optional.empty();
  }

  /**
   * The change told before that this line is, although its ref is where the line found it: it went
   * away and came back since, and that was told before this late line was read.
   *
   * @param written when the line was
   */
  Optional<ToldChanges.Told> toldBeforeReturn(RefUpdate line, Instant written) {
    List<ToldChanges.Told> all = ToldChanges.of(line.ref(), ledger);
    if (all.isEmpty() || !all.get(all.size() - 1).at().isAfter(written)) {
      return Optional.empty();
    }
    return all.stream().filter(each -> each.change().equals(line)).findFirst();
  }

  /** Whether an object is an end of this change, or a commit that it passed. */
  private boolean isWithin(String id, RefUpdate change) throws IOException {
    if (id.equals(change.before()) || id.equals(change.after())) {
      return true;
    }
    Optional<Repository> repository = sight.repository();
    if (repository.isEmpty()) {
      return false;
    }
    try (RevWalk walk = new RevWalk(repository.get())) {
      walk.setRetainBody(false);
      Optional<RevCommit> commit = commit(id, walk);
      return commit.isPresent()
          && reaches(change.before(), commit.get(), walk)
              != reaches(change.after(), commit.get(), walk);
    }
  }

  private static boolean reaches(String tip, RevCommit commit, RevWalk walk) throws IOException {
    Optional<RevCommit> from = commit(tip, walk);
    return from.isPresent() && walk.isMergedInto(commit, from.get());
  }

  private static Optional<RevCommit> commit(String id, RevWalk walk) throws IOException {
    try {
      return walk.peel(walk.parseAny(ObjectId.fromString(id))) instanceof RevCommit commit
          ? Optional.of(commit)
          : Optional.empty();
    } catch (MissingObjectException e) {
      return Optional.empty(); // All zeros, or pruned since.
    }
  }

  /**
   * Whether another repository lies here now: it has not one of the objects that the refs of the
   * ledger are at.
   */
  boolean isOtherRepository() throws IOException {
    Optional<Repository> repository = sight.repository();
    if (repository.isEmpty()) {
      return false;
    }
    String last = "";
    Map<String, String> some = ledger.refsAfter(last, REFS_AT_ONCE);
    while (!some.isEmpty()) {
      for (Map.Entry<String, String> each : some.entrySet()) {
        if (ObjectId.isId(each.getValue())
            && repository.get().getObjectDatabase().has(ObjectId.fromString(each.getValue()))) {
          return false;
        }
        last = each.getKey();
      }
      some = ledger.refsAfter(last, REFS_AT_ONCE);
    }
    return !last.isEmpty();
  }
}
