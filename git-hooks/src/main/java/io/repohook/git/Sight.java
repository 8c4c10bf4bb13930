package io.repohook.git;

import io.repohook.event.EventData;
import io.repohook.git.ledger.Dates;
import io.repohook.git.ledger.Ledger;
import io.repohook.git.ledger.RefUpdate;
import io.repohook.git.push.Circumstances;
import io.repohook.git.push.CommitDates;
import io.repohook.git.push.CommitReader;
import io.repohook.git.push.Limits;
import io.repohook.git.push.PushReader;
import io.repohook.git.push.UnreadablePush;
import io.repohook.intake.CommitInterest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.errors.RepositoryNotFoundException;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.jspecify.annotations.Nullable;

/**
 * What can be seen of a repository: all of it, or nothing and why.
 *
 * <p>Whoever opens it closes it. Not thread-safe.
 */
final class Sight implements AutoCloseable {
  private final @Nullable Repository repository;
  private final Dates dates;
  private final String because;

  private Sight(@Nullable Repository repository, String because) {
    this.repository = repository;
    this.dates = repository == null ? Dates.UNKNOWN : new CommitDates(repository);
    this.because = because;
  }

  /** Opens the repository at that path, if it can be read and has ids like these. */
  static Sight of(Path path, List<RefUpdate> lines) {
    if (lines.stream().anyMatch(RefUpdate::isSha256)) {
      // JGit opens such a repository, and then misreads it.
      return new Sight(null, "commits of a SHA-256 repository cannot be read");
    }
    try {
      return new Sight(open(path), "");
    } catch (RepositoryNotFoundException e) {
      return new Sight(
          null, "there is no git repository at " + path + " that this account can read");
    } catch (IOException | IllegalArgumentException e) {
      return new Sight(null, "the repository cannot be read: " + e.getMessage());
    }
  }

  static Repository open(Path path) throws IOException {
    return new FileRepositoryBuilder().setGitDir(path.toFile()).setMustExist(true).build();
  }

  /** The repository, or empty when nothing can be seen of it. */
  Optional<Repository> repository() {
    return Optional.ofNullable(repository);
  }

  /** The ref that this one is another name of; empty where it is a ref of its own, or not seen. */
  Optional<String> target(String ref) throws IOException {
    Ref found = repository == null ? null : repository.exactRef(ref);
    return found == null || !found.isSymbolic()
        ? Optional.empty()
        : Optional.of(found.getLeaf().getName());
  }

  /** When commits of the repository were made, as far as it can be seen. */
  Dates dates() {
    return dates;
  }

  /**
   * What a step did.
   *
   * @param lines for each line what it did
   * @param commits the single commits that somebody wants to hear of
   */
  record Read(List<EventData> lines, List<CommitReader.Arrived> commits) {}

  /** What each of these lines did, judged as one step by the ledger before it. */
  Read read(
      List<RefUpdate> step,
      Ledger before,
      Circumstances circumstances,
      List<CommitInterest> interests,
      Limits limits)
      throws IOException {
    Repository readable = repository;
    if (readable == null) {
      return new Read(new UnreadablePush(circumstances, because).read(step), List.of());
    }
    PushReader reader = new PushReader(readable, before, circumstances, limits);
    List<EventData> lines = reader.read(step);
    return new Read(
        lines, new CommitReader(readable, before, reader, circumstances).read(step, interests));
  }

  @Override
  public void close() {
    if (repository != null) {
      repository.close();
    }
  }
}
