package io.repohook.git.push;

import io.repohook.git.ledger.BranchEnd;
import io.repohook.git.ledger.BranchEnds;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.errors.InvalidObjectIdException;
import org.eclipse.jgit.errors.LargeObjectException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevFlag;
import org.eclipse.jgit.revwalk.RevWalk;

/**
 * Which commits can be reached from some ids and not from others.
 *
 * <p>It walks from both, newest first, takes branches up as it comes to their dates, and stops once
 * the rest of history can change nothing. When that is, dates tell; and dates lie, where a clock
 * was wrong. JGit's own walk and git's trust them after five commits more, this one after many
 * more.
 *
 * <p>Not thread-safe; whoever makes it closes it.
 */
final class Reach implements AutoCloseable {
  /**
   * So many commits in a row may be dated before one that they come after. A commit costs some 50
   * microseconds to read where it is not packed, so each push may cost 10 milliseconds for this.
   */
  private static final int SKEWED_COMMITS = 200;

  private final RevWalk walk;
  private final RevFlag seen;
  private final RevFlag visited;
  private final RevFlag old;

  /** Commits that are wanted and cannot be read, and why; walks end there. */
  private final Map<ObjectId, Exception> unreadable = new HashMap<>();

  Reach(Repository repository) {
    walk = new RevWalk(repository);
    walk.setRetainBody(false);
    seen = walk.newFlag("seen");
    visited = walk.newFlag("visited");
    old = walk.newFlag("old");
  }

  /**
   * The commit that an id means, tags followed; empty for a tree or a file.
   *
   * @throws MissingObjectException when there is no such object, or no longer
   * @throws LargeObjectException when it is too large to be read
   */
  Optional<RevCommit> commit(String id) throws IOException {
    return walk.peel(walk.parseAny(ObjectId.fromString(id))) instanceof RevCommit commit
        ? Optional.of(commit)
        : Optional.empty();
  }

  /** The commits among these objects that are still there and can be read. */
  List<RevCommit> present(Collection<String> ids) throws IOException {
    List<RevCommit> present = new ArrayList<>();
    for (String id : ids) {
      present(id).ifPresent(present::add);
    }
    return present;
  }

  private Optional<RevCommit> present(String id) throws IOException {
    try {
      return commit(id);
    } catch (CorruptObjectException | LargeObjectException e) {
      // Nothing is known of what is before it; whoever asks for its commits is told so.
      return Optional.empty();
    } catch (MissingObjectException | InvalidObjectIdException e) {
      // Pruned since: what could be reached from it alone went with it. Or it is an id of a
      // SHA-256 repository that was here before this one.
      return Optional.empty();
    }
  }

  /**
   * The commits that can be reached from an end but from no start, in no particular order; those
   * that cannot be read are missing, with all before them: see {@link #requireParents}.
   */
  List<RevCommit> between(Collection<RevCommit> starts, Collection<RevCommit> ends)
      throws IOException {
    return between(new Walk(BranchEnds.of(List.of())), starts, ends);
  }

  /** The same, from branches of which it reads no more than it needs. */
  List<RevCommit> between(BranchEnds starts, Collection<RevCommit> ends) throws IOException {
    return between(new Walk(starts), List.of(), ends);
  }

  private List<RevCommit> between(
      Walk each, Collection<RevCommit> starts, Collection<RevCommit> ends) throws IOException {
    try {
      return each.between(starts, ends);
    } finally {
      each.touched.forEach(
          commit -> {
            commit.remove(seen);
            commit.remove(visited);
            commit.remove(old);
          });
    }
  }

  /**
   * Tells that commits are not all there is.
   *
   * @throws IOException when a parent of one of them is missing or damaged
   * @throws LargeObjectException when it was too large to be read
   */
  void requireParents(Collection<RevCommit> commits) throws IOException {
    Optional<RevCommit> first = unreadableParent(commits);
    if (first.isPresent()) {
      if (unreadable.get(first.get()) instanceof IOException e) {
        throw e;
      }
      throw new LargeObjectException(first.get());
    }
  }

  /** Whether these commits are all there is, as far as walks have come. */
  boolean isWhole(Iterable<RevCommit> commits) {
    return unreadableParent(commits).isEmpty();
  }

  private Optional<RevCommit> unreadableParent(Iterable<RevCommit> commits) {
    if (unreadable.isEmpty()) {
      return Optional.empty();
    }
    for (RevCommit commit : commits) {
      for (RevCommit parent : commit.getParents()) {
        if (unreadable.containsKey(parent)) {
          return Optional.of(parent);
        }
      }
    }
    return Optional.empty();
  }

  @Override
  public void close() {
    walk.close();
  }

  /** One walk; its marks on commits are gone after it. */
  private final class Walk {
    final List<RevCommit> touched = new ArrayList<>();
    private final BranchEnds starts;
    private final PriorityQueue<RevCommit> open =
        new PriorityQueue<>(Comparator.comparingInt(RevCommit::getCommitTime).reversed());

    /** How many commits have been seen that are not old as far as is known. */
    private int young;

    /** How many of these are still to be visited. */
    private int youngOpen;

    Walk(BranchEnds starts) {
      this.starts = starts;
    }

    List<RevCommit> between(Collection<RevCommit> from, Collection<RevCommit> ends)
        throws IOException {
      from.forEach(start -> see(start, true));
      ends.forEach(end -> see(end, false));
      List<RevCommit> found = new ArrayList<>();
      int past = 0;
      int lastFound = Integer.MAX_VALUE;
      while (young > 0 && past <= SKEWED_COMMITS) {
        seeStarts();
        RevCommit commit = open.poll();
        if (commit == null) {
          break;
        }
        commit.add(visited);
        if (!commit.has(old)) {
          youngOpen--;
          lastFound = commit.getCommitTime();
          found.add(commit);
        }
        past = youngOpen == 0 && commit.getCommitTime() < lastFound ? past + 1 : 0;
        for (RevCommit parent : commit.getParents()) {
          if (parse(parent, commit.has(old))) {
            see(parent, commit.has(old));
          }
        }
      }
      found.removeIf(commit -> commit.has(old));
      return found;
    }

    /** Sees the starts that are as new as what comes next: those are visited before it. */
    private void seeStarts() throws IOException {
      Optional<BranchEnd> next = starts.peek();
      while (next.isPresent() && isDue(next.get())) {
        present(starts.next().id()).ifPresent(start -> see(start, true));
        next = starts.peek();
      }
    }

    private boolean isDue(BranchEnd start) {
      RevCommit newest = open.peek();
      return newest == null || start.newest() >= newest.getCommitTime();
    }

    /** One commit that cannot be read must not hide what other refs got. */
    private boolean parse(RevCommit commit, boolean isOld) throws IOException {
      try {
        walk.parseHeaders(commit);
        return true;
      } catch (MissingObjectException | CorruptObjectException e) {
        // An old one was pruned since, with all before it.
        note(commit, isOld, e);
      } catch (LargeObjectException e) {
        note(commit, isOld, e);
      }
      return false;
    }

    private void note(RevCommit commit, boolean isOld, Exception cause) {
      if (!isOld) {
        unreadable.put(commit.copy(), cause);
      }
    }

    private void see(RevCommit commit, boolean isOld) {
      if (!commit.has(seen)) {
        commit.add(seen);
        touched.add(commit);
        open.add(commit);
        if (isOld) {
          commit.add(old);
        } else {
          young++;
          youngOpen++;
        }
      } else if (isOld) {
        markOld(commit);
      }
    }

    /** What was taken for young is old, and so is all that it led to. */
    private void markOld(RevCommit from) {
      List<RevCommit> stack = new ArrayList<>(List.of(from));
      while (!stack.isEmpty()) {
        RevCommit commit = stack.remove(stack.size() - 1);
        if (!commit.has(seen) || commit.has(old)) {
          continue;
        }
        commit.add(old);
        young--;
        if (commit.has(visited)) {
          stack.addAll(List.of(commit.getParents()));
        } else {
          youngOpen--;
        }
      }
    }
  }
}
