package io.repohook.git;

import static org.assertj.core.api.Assertions.assertThat;

import io.repohook.event.Change;
import io.repohook.event.Commit;
import io.repohook.event.Event;
import io.repohook.event.Push;
import io.repohook.spool.SpoolFile;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BranchPushTest {
  @TempDir Path folder;
  private GitFixture git;
  private TakenIn taken;
  private String first;

  @BeforeEach
  void branchMainIsPushed() throws Exception {
    git = new GitFixture(folder);
    taken = new TakenIn(git.server);
    first = git.commit("README.md");
    taken.take(git.push("main"));
  }

  @Test
  void severalCommitsAreThoseOfRevList() throws Exception {
    String second = git.commit("a");
    String third = git.commit("b");
    String fourth = git.commit("c");

    Push push = taken.push(git.push("main"));

    assertThat(push.ref()).isEqualTo("refs/heads/main");
    assertThat(push.refType()).isEqualTo("branch");
    assertThat(push.change()).isEqualTo(Change.UPDATED);
    assertThat(push.before()).isEqualTo(first);
    assertThat(push.after()).isEqualTo(fourth);
    assertThat(ids(push)).containsExactly(second, third, fourth);
    assertThat(ids(push)).hasSameElementsAs(git.revList(first + ".." + fourth));
    assertThat(push.commits()).allMatch(Commit::isNew);
    assertThat(counts(push)).containsExactly(3, 3, 0);
    assertThat(push.truncated()).isFalse();
    assertThat(push.unlisted()).isNull();
  }

  @Test
  void commitsComeAfterTheirParentsTheFirstParentsLineFirst() throws Exception {
    git.clone.run("checkout", "-q", "-b", "side");
    String side1 = git.commit("side1");
    git.clone.run("checkout", "-q", "main");
    String main1 = git.commit("main1");
    git.clone.run("checkout", "-q", "side");
    String side2 = git.commit("side2");
    git.clone.run("checkout", "-q", "main");
    String main2 = git.commit("main2");
    String merge = git.merge("side");
    String main3 = git.commit("main3");

    Push push = taken.push(git.push("main"));

    assertThat(ids(push)).containsExactly(main1, main2, side1, side2, merge, main3);
  }

  @Test
  void shallowServerTellsWhatItHas() throws Exception {
    String second = git.commit("a");
    Git.in(folder).run("clone", "-q", "--bare", "--depth=1", "file://" + url(), "shallow.git");
    Git shallow = Git.in(folder.resolve("shallow.git"));
    String third = git.commit("b");
    git.clone.run("push", "-q", shallow.folder().toString(), "main");

    // Nobody knows where the branch was: it lists all that there is.
    SpoolFile unknown = git.lines(GitFixture.ZERO + " " + third + " refs/heads/main");
    Push created = new TakenIn(shallow.folder()).push(unknown);
    SpoolFile known = git.lines(second + " " + third + " refs/heads/main");
    Push updated = new TakenIn(shallow.folder()).push(known);

    assertThat(ids(created)).containsExactly(second, third);
    assertThat(ids(created)).hasSameElementsAs(shallow.lines("rev-list", "main"));
    assertThat(ids(updated)).containsExactly(third);
  }

  private Path url() {
    return git.clone.folder().toAbsolutePath();
  }

  @Test
  void octopusIsOneCommitWithItsParentsInOrder() throws Exception {
    for (String branch : List.of("a", "b", "c")) {
      git.clone.run("checkout", "-q", "-b", branch, "main");
      git.commit(branch);
    }
    git.clone.run("checkout", "-q", "main");
    String merge = git.merge("a", "b", "c");

    Push push = taken.push(git.push("main"));

    assertThat(push.commits()).hasSize(4);
    assertThat(push.commits().get(3).id()).isEqualTo(merge);
    assertThat(push.commits().get(3).parents())
        .isEqualTo(git.bare.lines("rev-parse", merge + "^@"))
        .hasSize(4);
  }

  @Test
  void createdBranchListsWhatNoBranchHad() throws Exception {
    git.clone.run("checkout", "-q", "-b", "feature");
    String feature = git.commit("feature");

    Push push = taken.push(git.push("feature"));

    assertThat(push.change()).isEqualTo(Change.CREATED);
    assertThat(push.before()).isEqualTo(GitFixture.ZERO);
    assertThat(ids(push)).containsExactly(feature);
    assertThat(counts(push)).containsExactly(1, 1, 0);
  }

  @Test
  void createdBranchWithoutNewCommitsListsNone() throws Exception {
    Push push = taken.push(git.push("main:refs/heads/copy"));

    assertThat(push.change()).isEqualTo(Change.CREATED);
    assertThat(push.after()).isEqualTo(first);
    assertThat(counts(push)).containsExactly(0, 0, 0);
    assertThat(push.commits()).isEmpty();
    assertThat(push.unlisted()).isNull();
  }

  @Test
  void orphanBranchListsAllItsCommits() throws Exception {
    git.clone.run("checkout", "-q", "--orphan", "pages");
    String root = git.commit("index.html");
    String second = git.commit("index.html");

    Push push = taken.push(git.push("pages"));

    assertThat(ids(push)).containsExactly(root, second);
    assertThat(push.commits().get(0).parents()).isEmpty();
  }

  @Test
  void rewrittenBranchIsForcedAndTellsWhatWasDiscarded() throws Exception {
    git.commit("a");
    String before = git.commit("b");
    taken.take(git.push("main"));
    git.clone.run("reset", "-q", "--hard", first);
    String after = git.commit("c");

    Push push = taken.push(git.push("+main"));

    assertThat(push.change()).isEqualTo(Change.FORCED);
    assertThat(push.before()).isEqualTo(before);
    assertThat(ids(push)).containsExactly(after);
    assertThat(counts(push)).containsExactly(1, 1, 2);
  }

  @Test
  void branchForcedToAnUnrelatedHistoryListsAllOfIt() throws Exception {
    git.clone.run("checkout", "-q", "--orphan", "other");
    String root = git.commit("x");
    String after = git.commit("y");

    Push push = taken.push(git.push("+other:main"));

    assertThat(push.change()).isEqualTo(Change.FORCED);
    assertThat(ids(push)).containsExactly(root, after);
    assertThat(counts(push)).containsExactly(2, 2, 1);
  }

  @Test
  void branchPushedBackToAnAncestorIsRewound() throws Exception {
    git.commit("a");
    git.commit("b");
    taken.take(git.push("main"));

    Push push = taken.push(git.push("+" + first + ":refs/heads/main"));

    assertThat(push.change()).isEqualTo(Change.REWOUND);
    assertThat(push.commits()).isEmpty();
    assertThat(counts(push)).containsExactly(0, 0, 2);
  }

  @Test
  void deletedBranchCountsOnlyCommitsThatNoOtherBranchHas() throws Exception {
    git.clone.run("checkout", "-q", "-b", "feature");
    git.commit("a");
    taken.take(git.push("feature", "feature:refs/heads/copy"));
    git.commit("b");
    taken.take(git.push("feature"));

    Push push = taken.push(git.push(":feature"));

    assertThat(push.change()).isEqualTo(Change.DELETED);
    assertThat(push.after()).isEqualTo(GitFixture.ZERO);
    assertThat(push.commits()).isEmpty();
    assertThat(counts(push)).containsExactly(0, 0, 1);
    assertThat(push.truncated()).isFalse();
  }

  @Test
  void mergeOfABranchPushedEarlierListsItsCommitsAsNotNew() throws Exception {
    git.clone.run("checkout", "-q", "-b", "feature");
    String a = git.commit("a");
    String b = git.commit("b");
    taken.take(git.push("feature"));
    git.clone.run("checkout", "-q", "main");
    String merge = git.merge("feature");

    Push push = taken.push(git.push("main"));

    assertThat(ids(push)).containsExactly(a, b, merge);
    assertThat(push.commits()).extracting(Commit::isNew).containsExactly(false, false, true);
    assertThat(counts(push)).containsExactly(3, 1, 0);
  }

  @Test
  void fastForwardToABranchPushedEarlierHasNothingNew() throws Exception {
    git.clone.run("checkout", "-q", "-b", "feature");
    String a = git.commit("a");
    taken.take(git.push("feature"));

    Push push = taken.push(git.push("feature:main"));

    assertThat(push.change()).isEqualTo(Change.UPDATED);
    assertThat(ids(push)).containsExactly(a);
    assertThat(counts(push)).containsExactly(1, 0, 0);
  }

  @Test
  void commitOfTwoCreatedBranchesIsNewInTheFirst() throws Exception {
    git.clone.run("checkout", "-q", "-b", "one");
    String shared = git.commit("shared");
    git.clone.run("checkout", "-q", "-b", "two");
    String own = git.commit("own");

    List<Event> events = taken.take(git.push("one", "two"));

    Push one = (Push) events.get(0).data();
    Push two = (Push) events.get(1).data();
    assertThat(ids(one)).containsExactly(shared);
    assertThat(ids(two)).containsExactly(shared, own);
    assertThat(one.commits()).extracting(Commit::isNew).containsExactly(true);
    assertThat(two.commits()).extracting(Commit::isNew).containsExactly(false, true);
    assertThat(counts(two)).containsExactly(2, 1, 0);
  }

  @Test
  void renamedBranchBringsNothingNewAndDiscardsNothing() throws Exception {
    git.clone.run("checkout", "-q", "-b", "old");
    git.commit("a");
    taken.take(git.push("old"));

    List<Event> events = taken.take(git.push(":old", "old:refs/heads/renamed"));

    assertThat(events)
        .extracting(each -> counts((Push) each.data()))
        .allMatch(each -> each.equals(List.of(0, 0, 0)));
  }

  @Test
  void branchBecomesAFolderOfBranches() throws Exception {
    git.clone.run("checkout", "-q", "-b", "a");
    String a = git.commit("a");
    taken.take(git.push("a"));
    taken.take(git.push(":a"));

    Push push = taken.push(git.push("a:refs/heads/a/b"));

    assertThat(push.ref()).isEqualTo("refs/heads/a/b");
    assertThat(ids(push)).containsExactly(a);
    assertThat(counts(push)).containsExactly(1, 1, 0);
    assertThat(taken.ledger()).isEqualTo(git.refs());
  }

  @Test
  void deletedAndRecreatedBranchBringsItsCommitsAgain() throws Exception {
    git.clone.run("checkout", "-q", "-b", "feature");
    String a = git.commit("a");
    taken.take(git.push("feature"));
    taken.take(git.push(":feature"));

    Push push = taken.push(git.push("feature"));

    assertThat(ids(push)).containsExactly(a);
    assertThat(counts(push)).containsExactly(1, 1, 0);
  }

  @Test
  void tagMakesNoCommitOld() throws Exception {
    git.clone.run("checkout", "-q", "-b", "feature");
    git.commit("a");
    taken.take(git.push("feature:refs/tags/v1"));

    assertThat(counts(taken.push(git.push("feature")))).containsExactly(1, 1, 0);
  }

  @Test
  void branchAndTagOfOneNameAreTwo() throws Exception {
    git.commit("a");

    List<Event> events = taken.take(git.push("main:refs/heads/v1", "main:refs/tags/v1"));

    assertThat(events)
        .extracting(each -> each.data().subject())
        .containsExactly("refs/heads/v1", "refs/tags/v1");
    assertThat(events)
        .extracting(each -> each.type().name())
        .containsExactly("GIT_PUSH", "GIT_TAG");
  }

  @Test
  void eventsOfOnePushHaveEachTheirIdAndTheSameOnesAgain() throws Exception {
    git.commit("a");
    io.repohook.spool.SpoolFile file = git.push("main", "main:refs/heads/b", "main:refs/tags/c");

    List<Event> events = taken.take(file);

    assertThat(events).extracting(Event::id).doesNotHaveDuplicates().hasSize(3);
    assertThat(new TakenIn(git.server).take(file))
        .extracting(Event::id)
        .isEqualTo(events.stream().map(Event::id).toList());
  }

  @Test
  void moreThanTheLimitOfCommitsAreCountedAndTheNewestListed() throws Exception {
    StringBuilder stream = new StringBuilder();
    for (int i = 0; i < 2_050; i++) {
      stream.append("commit refs/heads/main\ncommitter A <a@b> ").append(1_700_000_000 + i);
      stream.append(" +0000\ndata 1\nx\n").append(i == 0 ? "from " + first + "\n" : "");
    }
    git.clone.runWith(stream.toString(), "fast-import", "--quiet");
    String after = git.clone.run("rev-parse", "refs/heads/main");

    Push push = taken.push(git.push("main"));

    assertThat(counts(push)).containsExactly(2_050, 2_050, 0);
    assertThat(push.truncated()).isTrue();
    assertThat(push.commits()).hasSize(2_048);
    assertThat(push.commits().get(2_047).id()).isEqualTo(after);
  }

  static List<String> ids(Push push) {
    return push.commits().stream().map(Commit::id).toList();
  }

  /** Added, new, discarded. */
  static List<Integer> counts(Push push) {
    return List.of(push.addedCommits(), push.newCommits(), push.discardedCommits());
  }
}
