package io.repohook.git.push;

import io.repohook.event.Commit;
import io.repohook.event.CommitAdded;
import io.repohook.git.ledger.Ledger;
import io.repohook.git.ledger.RefUpdate;
import io.repohook.intake.CommitInterest;
import io.repohook.outbox.SubscriptionKey;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.errors.LargeObjectException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectIdSubclassMap;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.jspecify.annotations.Nullable;

/**
 * Reads the commits that became reachable from the branches that somebody wants to hear of.
 *
 * <p>A commit becomes reachable for them when the first of <em>their</em> branches brings it; other
 * branches may have had it for long. What it costs is one walk for each set of branches.
 */
public final class CommitReader {
  private final Repository repository;
  private final Ledger ledger;
  private final PushReader reader;
  private final Circumstances circumstances;

  /** Commits of a step that the reader has read already cost nothing more. */
  public CommitReader(
      Repository repository, Ledger ledger, PushReader reader, Circumstances circumstances) {
    this.repository = repository;
    this.ledger = ledger;
    this.reader = reader;
    this.circumstances = circumstances;
  }

  /**
   * One event, and who gets it.
   *
   * @param mark tells it apart from the other events of its file
   */
  public record Arrived(CommitAdded data, List<String> mark, Set<SubscriptionKey> audience) {}

  /** What one branch brings that none before it did, each commit after its parents. */
  private record Brought(RefUpdate line, List<RevCommit> commits) {}

  /** What each interest gets of this step; nothing of a branch with what cannot be read. */
  public List<Arrived> read(List<RefUpdate> step, List<CommitInterest> interests)
      throws IOException {
    List<RefUpdate> branches =
        step.stream().filter(each -> each.isBranch() && !each.isDeletion()).toList();
    if (interests.isEmpty() || branches.isEmpty()) {
      return List.of();
    }
    Map<List<String>, Arrived> arrived = new LinkedHashMap<>();
    try (Reach reach = new Reach(repository);
        RevWalk walk = new RevWalk(repository)) {
      ObjectIdSubclassMap<RevCommit> unseen = unseen(step, branches, any -> true, reach);
      ObjectIdSubclassMap<RevCommit> any = new ObjectIdSubclassMap<>();
      // Interests that differ only in how many commits they want share what it costs to find them.
      Map<List<String>, List<Brought>> found = new HashMap<>();
      for (CommitInterest interest : interests) {
        List<Brought> brought = found.get(interest.branches());
        if (brought == null) {
          List<RefUpdate> admitted =
              branches.stream().filter(each -> interest.admits().test(each.ref())).toList();
          // Who wants all branches wants what no branch had.
          ObjectIdSubclassMap<RevCommit> theirs =
              interest.branches().isEmpty()
                  ? unseen
                  : unseen(step, admitted, interest.admits(), reach);
          theirs.forEach(any::addIfAbsent);
          brought = brought(admitted, theirs, reach);
          found.put(interest.branches(), brought);
        }
        for (Arrived each : told(brought, interest, unseen, walk)) {
          arrived.merge(each.mark(), each, CommitReader::shared);
        }
      }
      return inOrder(arrived.values(), branches, any, reach);
    }
  }

  /** By branch, and each commit after its parents, whoever asked for it first. */
  private static List<Arrived> inOrder(
      Collection<Arrived> arrived,
      List<RefUpdate> branches,
      ObjectIdSubclassMap<RevCommit> commits,
      Reach reach)
      throws IOException {
    Map<String, Integer> line = new HashMap<>();
    Map<String, Integer> rank = new HashMap<>();
    for (RefUpdate each : branches) {
      line.put(each.ref(), line.size());
      for (RevCommit tip : reach.present(List.of(each.after()))) {
        for (RevCommit commit : TopoOrder.parentsFirst(tip, commits)) {
          rank.putIfAbsent(commit.name(), rank.size());
        }
      }
    }
    List<Arrived> ordered = new ArrayList<>(arrived);
    ordered.sort(
        Comparator.<Arrived>comparingInt(each -> line.getOrDefault(each.data().ref(), 0))
            .thenComparingInt(each -> rank.getOrDefault(id(each), Integer.MAX_VALUE)));
    return List.copyOf(ordered);
  }

  private static String id(Arrived arrived) {
    Commit commit = arrived.data().commit();
    return commit == null ? "" : commit.id();
  }

  private ObjectIdSubclassMap<RevCommit> unseen(
      List<RefUpdate> step, List<RefUpdate> lines, Predicate<String> admits, Reach reach)
      throws IOException {
    ObjectIdSubclassMap<RevCommit> unseen = new ObjectIdSubclassMap<>();
    List<RevCommit> ends = reach.present(lines.stream().map(RefUpdate::after).toList());
    reach.between(ledger.endsBefore(step, admits), ends).forEach(unseen::add);
    return unseen;
  }

  private static List<Brought> brought(
      List<RefUpdate> lines, ObjectIdSubclassMap<RevCommit> unseen, Reach reach)
      throws IOException {
    ObjectIdSubclassMap<RevCommit> given = new ObjectIdSubclassMap<>();
    List<Brought> brought = new ArrayList<>();
    for (RefUpdate line : lines) {
      for (RevCommit tip : reach.present(List.of(line.after()))) {
        List<RevCommit> commits = TopoOrder.parentsFirst(tip, unseen, given);
        if (!reach.isWhole(commits)) {
          given.clear(); // Another branch may bring some of these.
          brought.forEach(each -> each.commits().forEach(given::add));
        } else if (!commits.isEmpty()) {
          brought.add(new Brought(line, commits));
        }
      }
    }
    return brought;
  }

  private List<Arrived> told(
      List<Brought> brought,
      CommitInterest interest,
      ObjectIdSubclassMap<RevCommit> unseen,
      RevWalk walk)
      throws IOException {
    int count = brought.stream().mapToInt(each -> each.commits().size()).sum();
    if (count > interest.maxCommits()) {
      return List.of(summary(brought, count, interest));
    }
    List<Arrived> told = new ArrayList<>();
    for (Brought each : brought) {
      List<Commit> read = read(each, walk);
      if (read == null) {
        return List.of(summary(brought, count, interest));
      }
      String ref = each.line().ref();
      for (Commit commit : read) {
        boolean isNew = unseen.contains(ObjectId.fromString(commit.id()));
        told.add(
            new Arrived(
                added(ref, commit.asNew(isNew), null),
                List.of("commit", ref, commit.id()),
                interest.subscriptions()));
      }
    }
    return told;
  }

  /** All commits of a branch, none when one cannot be read; null when memory is for no more. */
  private @Nullable List<Commit> read(Brought brought, RevWalk walk) throws IOException {
    List<Commit> read = new ArrayList<>();
    try {
      for (RevCommit each : brought.commits()) {
        Commit commit = reader.commit(each, walk);
        if (commit == null) {
          return null;
        }
        read.add(commit);
      }
      return read;
    } catch (MissingObjectException | CorruptObjectException | LargeObjectException e) {
      return List.of(); // The push's own event says why.
    }
  }

  private Arrived summary(List<Brought> brought, int count, CommitInterest interest) {
    List<CommitAdded.Part> parts = new ArrayList<>();
    for (Brought each : brought) {
      RefUpdate line = each.line();
      parts.add(
          new CommitAdded.Part(line.ref(), line.before(), line.after(), each.commits().size()));
    }
    List<String> mark = new ArrayList<>(List.of("commits", String.valueOf(interest.maxCommits())));
    mark.addAll(interest.branches());
    return new Arrived(
        added(parts.get(0).ref(), null, new CommitAdded.Summary(count, parts)),
        mark,
        interest.subscriptions());
  }

  private CommitAdded added(
      String ref, @Nullable Commit commit, CommitAdded.@Nullable Summary summary) {
    return new CommitAdded(
        ref, commit, summary, circumstances.options(), circumstances.reconciled());
  }

  private static Arrived shared(Arrived one, Arrived other) {
    Set<SubscriptionKey> audience = new HashSet<>(one.audience());
    audience.addAll(other.audience());
    return new Arrived(one.data(), one.mark(), audience);
  }
}
