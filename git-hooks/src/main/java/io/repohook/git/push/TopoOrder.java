package io.repohook.git.push;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.revwalk.RevCommit;

/**
 * The order in which an event lists commits: each after its parents, the first parent's line before
 * the second's. So the main line comes in the order in which it grew, and what a merge brings
 * stands right before the merge.
 *
 * <p>It depends on the history alone. Dates say nothing: clocks differ and rebases rewrite.
 */
final class TopoOrder {
  private TopoOrder() {}

  /** Of {@code commits}, those that {@code tip} leads to, in order. */
  static List<RevCommit> parentsFirst(ObjectId tip, Map<ObjectId, RevCommit> commits) {
    List<RevCommit> ordered = new ArrayList<>();
    Set<ObjectId> entered = new HashSet<>();
    Deque<Visit> path = new ArrayDeque<>();
    enter(tip, commits, entered, path);
    while (!path.isEmpty()) {
      Visit visit = path.peek();
      if (visit.nextParent < visit.commit.getParentCount()) {
        enter(visit.commit.getParent(visit.nextParent++), commits, entered, path);
      } else {
        ordered.add(path.pop().commit);
      }
    }
    return ordered;
  }

  private static void enter(
      ObjectId id, Map<ObjectId, RevCommit> commits, Set<ObjectId> entered, Deque<Visit> path) {
    RevCommit commit = commits.get(id);
    if (commit != null && entered.add(commit.getId())) {
      path.push(new Visit(commit));
    }
  }

  /** A commit on the way down, and how many of its parents have been visited. */
  private static final class Visit {
    final RevCommit commit;
    int nextParent;

    Visit(RevCommit commit) {
      this.commit = commit;
    }
  }
}
