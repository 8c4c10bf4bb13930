package io.repohook.git.push;

import io.repohook.git.ledger.RefUpdate;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.jgit.errors.IncorrectObjectTypeException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevObject;
import org.eclipse.jgit.revwalk.RevSort;
import org.eclipse.jgit.revwalk.RevWalk;

/**
 * The commits that one push brought, judged against the branches before it.
 *
 * <p>All lines of a push are one step. A commit is <em>new</em> when no branch had it before, and
 * it is new in the first branch, in line order, that brings it. What a line adds to its ref is
 * another question: everything between where the ref was and where it is, which a merge may have
 * brought long ago; for a created branch, everything that no branch had.
 */
final class History {
  private final Repository repository;
  private final Collection<String> tipsAfter;

  /** Every commit of the push that no branch had before, with its parents. */
  private final Map<ObjectId, RevCommit> unseen = new HashMap<>();

  /** Of these, the ones that each branch is the first to bring. */
  private final Map<String, Set<ObjectId>> firstBroughtBy = new HashMap<>();

  /**
   * @param tipsBefore the ids that branches had before the push
   * @param tipsAfter the ids that branches have after it
   */
  History(
      Repository repository,
      Collection<String> tipsBefore,
      Collection<String> tipsAfter,
      List<RefUpdate> push)
      throws IOException {
    this.repository = repository;
    this.tipsAfter = tipsAfter;
    List<RefUpdate> bringing =
        push.stream().filter(each -> !each.isTag() && !each.isDeletion()).toList();
    List<String> ends = bringing.stream().map(RefUpdate::after).toList();
    for (RevCommit each : between(tipsBefore, ends)) {
      unseen.put(each.getId(), each);
    }
    Set<ObjectId> given = new HashSet<>();
    for (RefUpdate each : bringing) {
      if (each.isBranch()) {
        Set<ObjectId> brought = reachableUnseen(each.after(), given);
        given.addAll(brought);
        firstBroughtBy.put(each.ref(), brought);
      }
    }
  }

  /** The commits that a line adds to its ref, each after its parents; see {@link TopoOrder}. */
  List<RevCommit> added(RefUpdate line) throws IOException {
    if (line.isDeletion()) {
      return List.of();
    }
    if (line.isCreation()) {
      Map<ObjectId, RevCommit> created = new LinkedHashMap<>();
      for (ObjectId each : reachableUnseen(line.after(), Set.of())) {
        created.put(each, commitOf(each));
      }
      return TopoOrder.parentsFirst(ObjectId.fromString(line.after()), created);
    }
    Map<ObjectId, RevCommit> between = new LinkedHashMap<>();
    for (RevCommit each : between(List.of(line.before()), List.of(line.after()))) {
      between.put(each.getId(), each);
    }
    return TopoOrder.parentsFirst(ObjectId.fromString(line.after()), between);
  }

  private RevCommit commitOf(ObjectId id) {
    RevCommit commit = unseen.get(id);
    if (commit == null) {
      throw new IllegalStateException(id.name() + " is not among the commits of this push");
    }
    return commit;
  }

  /** Whether this line is the one that brings this commit to the branches. */
  boolean isNew(RefUpdate line, ObjectId commit) {
    if (!line.isBranch()) {
      return unseen.containsKey(commit);
    }
    return firstBroughtBy.getOrDefault(line.ref(), Set.of()).contains(commit);
  }

  /** How many commits could be reached from this branch, and now from none. */
  int discarded(RefUpdate line) throws IOException {
    if (!line.isBranch() || line.isCreation()) {
      return 0;
    }
    return between(tipsAfter, List.of(line.before())).size();
  }

  /** Whether everything that can be reached from one commit can be from the other. */
  boolean contains(String commit, String in) throws IOException {
    try (RevWalk walk = new RevWalk(repository)) {
      return walk.isMergedInto(
          walk.parseCommit(ObjectId.fromString(commit)), walk.parseCommit(ObjectId.fromString(in)));
    }
  }

  private Set<ObjectId> reachableUnseen(String from, Set<ObjectId> without) {
    Set<ObjectId> reached = new HashSet<>();
    List<ObjectId> open = new ArrayList<>(List.of(ObjectId.fromString(from)));
    while (!open.isEmpty()) {
      ObjectId id = open.remove(open.size() - 1).copy();
      RevCommit commit = unseen.get(id);
      if (commit != null && !without.contains(id) && reached.add(id)) {
        open.addAll(List.of(commit.getParents()));
      }
    }
    return reached;
  }

  /** The commits that can be reached from an end but from no start. */
  private List<RevCommit> between(Collection<String> starts, Collection<String> ends)
      throws IOException {
    try (RevWalk walk = new RevWalk(repository)) {
      walk.setRetainBody(false);
      // In topological order the walk sees all of the range before it answers, so that commits
      // with wrong dates cannot make it answer too early.
      walk.sort(RevSort.TOPO);
      for (String end : ends) {
        if (walk.parseAny(ObjectId.fromString(end)) instanceof RevCommit commit) {
          walk.markStart(commit);
        }
      }
      for (String start : starts) {
        markSeen(walk, start);
      }
      List<RevCommit> commits = new ArrayList<>();
      for (RevCommit each : walk) {
        commits.add(each);
      }
      return commits;
    }
  }

  private static void markSeen(RevWalk walk, String id) throws IOException {
    try {
      RevObject object = walk.parseAny(ObjectId.fromString(id));
      if (object instanceof RevCommit commit) {
        walk.markUninteresting(commit);
      }
    } catch (MissingObjectException | IncorrectObjectTypeException e) {
      // Pruned since: nothing can be reached from it that would not be new anyway.
    }
  }
}
