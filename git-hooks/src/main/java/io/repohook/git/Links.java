package io.repohook.git;

import io.repohook.git.ledger.Ledger;
import io.repohook.git.ledger.RefUpdate;
import io.repohook.git.ledger.ToldChanges;
import java.io.IOException;
import java.util.List;
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

  /** What must have happened to the ref before this line. */
  RefUpdate gap(RefUpdate line) {
    String known = ledger.at(line.ref()).orElse("0".repeat(line.before().length()));
    return new RefUpdate(known, line.before(), line.ref());
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
    boolean none = true;
    for (String id : ledger.refs().values()) {
      if (ObjectId.isId(id) && repository.get().getObjectDatabase().has(ObjectId.fromString(id))) {
        return false;
      }
      none = false;
    }
    return !none;
  }
}
