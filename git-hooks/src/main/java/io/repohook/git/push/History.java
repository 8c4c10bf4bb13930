package io.repohook.git.push;

import io.repohook.git.ledger.BranchEnds;
import io.repohook.git.ledger.RefUpdate;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jgit.errors.LargeObjectException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectIdSubclassMap;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;

/**
 * The commits that one push brought, judged against the branches before it.
 *
 * <p>All lines of a push are one step. A commit is <em>new</em> when no branch had it before, and
 * it is new in the first branch, in line order, that brings it. What a line adds to its ref is
 * another question: everything between where the ref was and where it is, which a merge may have
 * brought long ago; for a created branch, everything that no branch had.
 *
 * <p>Where an object has been pruned since, the rest is told all the same: a ref whose old commit
 * is gone is read like a created one.
 */
final class History implements AutoCloseable {
  private final Reach reach;

  /** Every commit of the push that no branch had before. */
  private final ObjectIdSubclassMap<RevCommit> unseen;

  /** Of these, the ones that each branch is the first to bring. */
  private final Map<String, ObjectIdSubclassMap<RevCommit>> firstBroughtBy = new HashMap<>();

  /** Every commit that some branch had before the push and none has after it. */
  private final ObjectIdSubclassMap<RevCommit> gone;

  /**
   * What the last created ref adds, for many may be at the same commit. No more is kept: thousands
   * of refs, each at a commit of its own, would need memory for all of history each.
   */
  private List<RevCommit> created = List.of();

  /**
   * @param before the branches before the push
   * @param after the branches after it
   */
  History(Repository repository, BranchEnds before, BranchEnds after, List<RefUpdate> push)
      throws IOException {
    reach = new Reach(repository);
    List<RefUpdate> brings = push.stream().filter(each -> !each.isTag()).toList();
    unseen =
        byId(
            reach.between(
                before,
                reach.present(
                    brings.stream()
                        .filter(each -> !each.isDeletion())
                        .map(RefUpdate::after)
                        .toList())));
    brought(brings.stream().filter(each -> !each.isDeletion()).toList());
    gone =
        byId(
            reach.between(
                after,
                reach.present(
                    brings.stream()
                        .filter(each -> each.isBranch() && !each.isCreation())
                        .map(RefUpdate::before)
                        .toList())));
  }

  /** Shares the commits out among the branches that bring them. */
  private void brought(List<RefUpdate> lines) throws IOException {
    ObjectIdSubclassMap<RevCommit> given = new ObjectIdSubclassMap<>();
    for (RefUpdate each : lines) {
      if (each.isBranch() && lines.size() == 1) {
        firstBroughtBy.put(each.ref(), unseen);
      } else if (each.isBranch()) {
        ObjectIdSubclassMap<RevCommit> brought = reachable(each.after(), unseen, given);
        if (reach.isWhole(brought)) { // Else its event lists none, and another may bring some.
          brought.forEach(given::add);
        }
        firstBroughtBy.put(each.ref(), brought);
      }
    }
  }

  private static ObjectIdSubclassMap<RevCommit> byId(List<RevCommit> commits) {
    ObjectIdSubclassMap<RevCommit> byId = new ObjectIdSubclassMap<>();
    commits.forEach(byId::add);
    return byId;
  }

  /**
   * The commits that a line adds to its ref, each after its parents; see {@link TopoOrder}.
   *
   * @throws MissingObjectException when one of them is no longer there
   * @throws LargeObjectException when one of them is too large to be read
   */
  List<RevCommit> added(RefUpdate line) throws IOException {
    Optional<RevCommit> after = line.isDeletion() ? Optional.empty() : reach.commit(line.after());
    if (after.isEmpty()) {
      return List.of();
    }
    Optional<RevCommit> before = before(line);
    if (before.isEmpty()) {
      if (created.isEmpty() || !created.get(created.size() - 1).equals(after.get())) {
        created = TopoOrder.parentsFirst(after.get(), unseen);
      }
      reach.requireParents(created);
      return created;
    }
    List<RevCommit> added =
        line.isBranch()
            ? sinceOldEnd(before.get(), after.get())
            : TopoOrder.parentsFirst(
                after.get(), byId(reach.between(List.of(before.get()), List.of(after.get()))));
    reach.requireParents(added);
    return added;
  }

  /**
   * What lies between where a branch was and where it is. What no branch had is known already; the
   * rest is what that leads to, and mostly it leads to nothing but the branch's old commit.
   */
  private List<RevCommit> sinceOldEnd(RevCommit before, RevCommit after) throws IOException {
    List<RevCommit> fresh = TopoOrder.parentsFirst(after, unseen);
    reach.requireParents(fresh);
    Set<RevCommit> old = new HashSet<>(unseen.contains(after) ? List.of() : List.of(after));
    for (RevCommit each : fresh) {
      for (RevCommit parent : each.getParents()) {
        if (!unseen.contains(parent)) {
          old.add(parent);
        }
      }
    }
    List<RevCommit> others = reach.between(List.of(before), old);
    if (others.isEmpty()) {
      return fresh;
    }
    ObjectIdSubclassMap<RevCommit> all = byId(others);
    fresh.forEach(all::add);
    return TopoOrder.parentsFirst(after, all);
  }

  /** The commit that the ref was at; empty when it was at none, or at one that has gone. */
  Optional<RevCommit> before(RefUpdate line) throws IOException {
    return reach.present(line.isCreation() ? List.of() : List.of(line.before())).stream()
        .findFirst();
  }

  /** Whether the ref is at a commit now: refs that are no branches may be at anything. */
  boolean isAtCommit(RefUpdate line) throws IOException {
    return reach.commit(line.after()).isPresent();
  }

  /** Whether this line is the one that brings this commit to the branches. */
  boolean isNew(RefUpdate line, ObjectId commit) {
    ObjectIdSubclassMap<RevCommit> brought =
        line.isBranch() ? firstBroughtBy.get(line.ref()) : unseen;
    return brought != null && brought.contains(commit);
  }

  /** How many commits could be reached from this branch, and now from none. */
  int discarded(RefUpdate line) throws IOException {
    return line.isBranch() && !line.isCreation()
        ? reachable(line.before(), gone, new ObjectIdSubclassMap<>()).size()
        : 0;
  }

  /** Of {@code among}, what can be reached from there without passing a commit of {@code not}. */
  private ObjectIdSubclassMap<RevCommit> reachable(
      String from, ObjectIdSubclassMap<RevCommit> among, ObjectIdSubclassMap<RevCommit> not)
      throws IOException {
    ObjectIdSubclassMap<RevCommit> reached = new ObjectIdSubclassMap<>();
    List<RevCommit> open = new ArrayList<>(reach.present(List.of(from)));
    while (!open.isEmpty()) {
      RevCommit commit = open.remove(open.size() - 1);
      if (among.contains(commit) && !not.contains(commit) && !reached.contains(commit)) {
        reached.add(commit);
        open.addAll(List.of(commit.getParents()));
      }
    }
    return reached;
  }

  @Override
  public void close() {
    reach.close();
  }
}
