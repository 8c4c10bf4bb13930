package io.repohook.git.push;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectIdSubclassMap;
import org.eclipse.jgit.revwalk.RevCommit;

/**
 * The order in which an event lists commits: each after its parents, the first parent's line before
 * the second's. So the main line comes in the order in which it grew, and what a merge brings
 * stands right before the merge.
 *
 * <p>It depends on the history alone. Dates say nothing: clocks differ and rebases rewrite.
 */
final class TopoOrder {
  private final ObjectIdSubclassMap<RevCommit> commits;
  private final ObjectIdSubclassMap<RevCommit> entered;
  private final Deque<Visit> path = new ArrayDeque<>();

  private TopoOrder(
      ObjectIdSubclassMap<RevCommit> commits, ObjectIdSubclassMap<RevCommit> entered) {
    this.commits = commits;
    this.entered = entered;
  }

  /** Of {@code commits}, those that {@code tip} leads to, in order. */
  static List<RevCommit> parentsFirst(ObjectId tip, ObjectIdSubclassMap<RevCommit> commits) {
    return parentsFirst(tip, commits, new ObjectIdSubclassMap<>());
  }

  /**
   * Of {@code commits}, those that {@code tip} leads to, in order.
   *
   * @param entered not these, nor what only they lead to; those in order are added to them
   */
  static List<RevCommit> parentsFirst(
      ObjectId tip,
      ObjectIdSubclassMap<RevCommit> commits,
      ObjectIdSubclassMap<RevCommit> entered) {
    return new TopoOrder(commits, entered).from(tip);
  }

  private List<RevCommit> from(ObjectId tip) {
    List<RevCommit> ordered = new ArrayList<>();
    enter(tip);
    while (!path.isEmpty()) {
      Visit visit = path.peek();
      if (visit.nextParent < visit.commit.getParentCount()) {
        enter(visit.commit.getParent(visit.nextParent++));
      } else {
        ordered.add(path.pop().commit);
      }
    }
    return ordered;
  }

  private void enter(ObjectId id) {
    RevCommit commit = commits.get(id);
    if (commit != null && !entered.contains(commit)) {
      entered.add(commit);
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
