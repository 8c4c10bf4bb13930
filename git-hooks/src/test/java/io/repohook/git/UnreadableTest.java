package io.repohook.git;

import static io.repohook.git.BranchPushTest.counts;
import static io.repohook.git.BranchPushTest.ids;
import static org.assertj.core.api.Assertions.assertThat;

import io.repohook.event.Change;
import io.repohook.event.CommitAdded;
import io.repohook.event.Event;
import io.repohook.event.EventData;
import io.repohook.event.Push;
import io.repohook.event.Tag;
import io.repohook.intake.CommitInterest;
import io.repohook.outbox.SubscriptionKey;
import io.repohook.spool.SpoolFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnreadableTest {
  @TempDir Path folder;

  @Test
  void repositoryThatHasGoneStillTellsItsRefs() throws Exception {
    GitFixture git = new GitFixture(folder);
    TakenIn taken = new TakenIn(git.server);
    git.commit("a");
    taken.take(git.push("main"));
    git.commit("b");
    SpoolFile file = git.push("main", "main:refs/tags/v1", "main:refs/heads/x");
    SpoolFile deletion = git.push(":main");
    Files.move(git.server, folder.resolve("elsewhere.git"));

    List<Event> events = taken.take(file, deletion);

    assertThat(events)
        .hasSize(4)
        .allSatisfy(
            each ->
                assertThat(unlisted(each.data()))
                    .isEqualTo(
                        "there is no git repository at "
                            + git.server
                            + " that this account can read"));
    assertThat(((Push) events.get(0).data()).after()).isEqualTo(git.head());
    assertThat(((Push) events.get(0).data()).truncated()).isTrue();
    assertThat(((Push) events.get(3).data()).change()).isEqualTo(Change.DELETED);
    // Back again, the ledger has followed.
    Files.move(folder.resolve("elsewhere.git"), git.server);
    assertThat(taken.ledger()).isEqualTo(git.refs());
  }

  @Test
  void repositoryOfSha256TellsItsRefsAndWhyNoCommits() throws Exception {
    GitFixture git = new GitFixture(folder, "--object-format=sha256");
    TakenIn taken = new TakenIn(git.server);
    String first = git.commit("a");
    SpoolFile created = git.push("main", "main:refs/tags/v1");
    git.commit("b");
    SpoolFile updated = git.push("main");

    List<Event> events = taken.take(created, updated);

    assertThat(first).hasSize(64);
    assertThat(events)
        .hasSize(3)
        .allSatisfy(each -> assertThat(unlisted(each.data())).contains("SHA-256"));
    assertThat(((Push) events.get(0).data()).after()).isEqualTo(first);
    assertThat(((Push) events.get(2).data()).before()).isEqualTo(first);
  }

  @Test
  void ledgerOfSha256IsFollowedAndGivesWayToItsSuccessor() throws Exception {
    GitFixture git = new GitFixture(folder, "--object-format=sha256");
    TakenIn taken = new TakenIn(git.server);
    git.commit("a");
    git.push("main");
    taken.take(git.baseline());
    git.commit("b");

    Push push = taken.push(git.push("main"));

    assertThat(push.unlisted()).contains("SHA-256");
    assertThat(taken.ledger()).isEqualTo(git.refs());
    Files.move(git.server, folder.resolve("replaced.git"));
    Files.move(git.clone.folder(), folder.resolve("replaced"));
    GitFixture successor = new GitFixture(folder);
    String first = successor.commit("a");
    assertThat(ids(taken.push(successor.push("main:refs/heads/x")))).containsExactly(first);
  }

  @Test
  void idOfTheWrongLengthIsToldWithoutCommits() throws Exception {
    GitFixture git = new GitFixture(folder);
    TakenIn taken = new TakenIn(git.server);
    String line = "0".repeat(64) + " " + "a".repeat(64) + " refs/heads/main";

    Push push = taken.push(git.lines(line));

    assertThat(push.unlisted()).contains("SHA-256");
  }

  @Test
  void prunedTipOfTheLedgerIsSkipped() throws Exception {
    GitFixture git = new GitFixture(folder);
    TakenIn taken = new TakenIn(git.server);
    git.commit("a");
    taken.take(git.push("main"));
    git.clone.run("checkout", "-q", "-b", "lost");
    git.commit("lost");
    SpoolFile created = git.push("lost");
    SpoolFile deleted = git.push(":lost");
    git.clone.run("checkout", "-q", "main");
    String second = git.commit("b");
    SpoolFile main = git.push("main");
    taken.take(created);
    git.bare.run("prune", "--expire=now");

    assertThat(ids(taken.push(main))).containsExactly(second);
    Push gone = taken.push(deleted);
    assertThat(gone.change()).isEqualTo(Change.DELETED);
    assertThat(taken.ledger()).isEqualTo(git.refs());
  }

  @Test
  void forcedBranchWhoseOldCommitIsPrunedListsWhatNoBranchHad() throws Exception {
    GitFixture git = new GitFixture(folder);
    TakenIn taken = new TakenIn(git.server);
    git.commit("a");
    taken.take(git.push("main"));
    git.clone.run("checkout", "-q", "-b", "feature");
    git.commit("x");
    taken.take(git.push("feature"));
    git.clone.run("reset", "-q", "--hard", "main");
    String after = git.commit("y");
    SpoolFile forced = git.push("+feature");
    git.bare.run("prune", "--expire=now");

    Push push = taken.push(forced);

    assertThat(push.change()).isEqualTo(Change.FORCED);
    assertThat(ids(push)).containsExactly(after);
    assertThat(counts(push)).containsExactly(1, 1, 0);
    assertThat(push.unlisted()).isNull();
  }

  @Test
  void lineWhoseCommitIsPrunedSaysSoAndItsNeighboursAreTold() throws Exception {
    GitFixture git = new GitFixture(folder);
    TakenIn taken = new TakenIn(git.server);
    git.commit("a");
    taken.take(git.push("main"));
    git.clone.run("checkout", "-q", "-b", "lost");
    String lost = git.commit("lost");
    git.clone.run("checkout", "-q", "main");
    String second = git.commit("b");
    SpoolFile both = git.push("lost:refs/heads/lost", "lost:refs/tags/lost", "main");
    git.push(":refs/heads/lost", ":refs/tags/lost");
    git.bare.run("prune", "--expire=now");

    List<Event> events = taken.take(both);

    assertThat(events).hasSize(3);
    for (Event each : events) {
      if (each.data() instanceof Push push && push.ref().equals("refs/heads/main")) {
        assertThat(ids(push)).containsExactly(second);
        assertThat(push.unlisted()).isNull();
      } else {
        assertThat(unlisted(each.data()))
            .isEqualTo("object " + lost + " is no longer in the repository");
      }
    }
  }

  @Test
  void lineWhoseHistoryIsPrunedInPartCostsItsNeighboursNothing() throws Exception {
    GitFixture git = new GitFixture(folder);
    TakenIn taken = new TakenIn(git.server);
    SubscriptionKey all = new SubscriptionKey("ocean", "all");
    taken.want(new CommitInterest(List.of(), any -> true, 2_048, Set.of(all)));
    git.commit("a");
    taken.take(git.push("main"));
    git.clone.run("checkout", "-q", "-b", "whole");
    String whole = git.commit("whole");
    git.clone.run("checkout", "-q", "-b", "lost", "main");
    String lost = git.commit("lost");
    git.merge("whole");
    git.clone.run("checkout", "-q", "main");
    String second = git.commit("b");
    SpoolFile both = git.push("main", "lost", "whole");
    Files.delete(git.server.resolve("objects/" + lost.substring(0, 2) + "/" + lost.substring(2)));

    List<Event> events = taken.take(both);

    assertThat(events.stream().map(each -> each.data().subject()))
        .startsWith("refs/heads/main", "refs/heads/lost", "refs/heads/whole");
    assertThat(ids((Push) events.get(0).data())).containsExactly(second);
    assertThat(unlisted(events.get(1).data()))
        .isEqualTo("object " + lost + " is no longer in the repository");
    assertThat(ids((Push) events.get(2).data())).containsExactly(whole);
    assertThat(counts((Push) events.get(2).data())).containsExactly(1, 1, 0);
    assertThat(events.subList(3, events.size()))
        .extracting(each -> Objects.requireNonNull(((CommitAdded) each.data()).commit()).id())
        .containsExactly(second, whole);
  }

  @Test
  void damagedCommitIsToldWithoutCommits() throws Exception {
    GitFixture git = new GitFixture(folder);
    TakenIn taken = new TakenIn(git.server);
    git.commit("a");
    taken.take(git.push("main"));
    String second = git.commit("b");
    SpoolFile file = git.push("main");
    git.clone.run("checkout", "-q", "--orphan", "other");
    SpoolFile other = git.push(git.commit("c") + ":refs/heads/other");
    Path object =
        git.server.resolve("objects/" + second.substring(0, 2) + "/" + second.substring(2));
    Files.delete(object);
    Files.writeString(object, "no object");

    assertThat(taken.push(file).unlisted()).contains(second);
    // The ledger is at it now; what others bring is told all the same.
    assertThat(ids(taken.push(other))).containsExactly(git.head());
  }

  @Test
  void commitTooLargeToReadIsToldSoAndItsNeighboursInFull() throws Exception {
    GitFixture git = new GitFixture(folder);
    TakenIn taken = new TakenIn(git.server);
    String root = git.commit("a");
    String tree = git.clone.run("rev-parse", "HEAD^{tree}");
    String large =
        git.clone.runWith("word ".repeat(11 << 20), "commit-tree", "-F", "-", "-p", root, tree);
    String after = git.clone.runWith("on it", "commit-tree", "-p", large, tree);
    String second = git.commit("b");

    List<Event> events =
        taken.take(git.push(large + ":refs/tags/large", after + ":refs/heads/after", "main"));

    assertThat(events).hasSize(3);
    for (Event each : events) {
      if (each.data() instanceof Push push && push.ref().equals("refs/heads/main")) {
        assertThat(ids(push)).containsExactly(root, second);
        assertThat(push.unlisted()).isNull();
      } else {
        assertThat(unlisted(each.data())).contains("too large");
      }
    }
  }

  private static String unlisted(EventData data) {
    String unlisted = data instanceof Push push ? push.unlisted() : ((Tag) data).unlisted();
    return String.valueOf(unlisted);
  }
}
