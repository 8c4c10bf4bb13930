package io.repohook.git.push;

import io.repohook.git.ledger.Dates;
import java.io.IOException;
import java.util.OptionalInt;
import org.eclipse.jgit.errors.LargeObjectException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;

/** The dates of a repository's commits. Not thread-safe. */
public final class CommitDates implements Dates {
  private final Repository repository;

  /**
   * Dates that can be asked for while the repository is open.
   *
   * @param repository whoever opened it closes it
   */
  public CommitDates(Repository repository) {
    this.repository = repository;
  }

  @Override
  public OptionalInt of(String id) {
    if (!ObjectId.isId(id)) {
      return OptionalInt.empty(); // Of a SHA-256 repository.
    }
    // A walk of its own for each: at first sight there may be 100,000, and a walk forgets none.
    try (RevWalk walk = new RevWalk(repository)) {
      return walk.peel(walk.parseAny(ObjectId.fromString(id))) instanceof RevCommit commit
          ? OptionalInt.of(commit.getCommitTime())
          : OptionalInt.empty();
    } catch (IOException | LargeObjectException e) {
      return OptionalInt.empty();
    }
  }
}
