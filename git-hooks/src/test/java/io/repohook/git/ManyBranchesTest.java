package io.repohook.git;

import static org.assertj.core.api.Assertions.assertThat;

import io.repohook.event.Event;
import io.repohook.event.Push;
import io.repohook.event.Tag;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a push costs does not depend on how many branches the ledger has. */
class ManyBranchesTest {
  private static final int BRANCHES = 1_500;

  /** More commits than a walk looks at after what it has found. */
  private static final int SHARED = 250;

  @TempDir Path folder;
  private GitFixture git;
  private TakenIn taken;
  private String root;

  @BeforeEach
  void manyBranchesEndEachAtACommitOfItsOwn() throws Exception {
    git = new GitFixture(folder);
    taken = new TakenIn(git.server);
    root = git.commit("a");
    git.push("main");
    StringBuilder history = new StringBuilder();
    for (int i = 1; i <= SHARED; i++) {
      history.append("commit refs/heads/shared\nmark :%d\n".formatted(i));
      history.append("committer A <a@b> " + (800_000 + i) + " +0000\ndata 0\n");
      history.append("from " + (i == 1 ? root : ":" + (i - 1)) + "\n");
    }
    for (int i = 1; i <= BRANCHES; i++) {
      // Each a little older than the one before it, and all older than what is pushed.
      history.append(
          "commit refs/heads/b%d\ncommitter A <a@b> %d +0000\n".formatted(i, 900_000 - i));
      history.append("data 0\nfrom :" + SHARED + "\n");
    }
    git.bare.runWith(history.toString(), "fast-import", "--quiet");
    git.bare.run("pack-refs", "--all");
    taken.take(git.baseline());
    taken.read = 0;
  }

  @Test
  void pushReadsOnlyBranchesThatMayMatter() throws Exception {
    String second = git.commit("b");

    Push push = taken.push(git.push("main"));

    assertThat(BranchPushTest.ids(push)).containsExactly(second);
    assertThat(push.newCommits()).isEqualTo(1);
    assertThat(taken.read).isLessThan(BRANCHES / 3);
    assertThat(taken.ledger()).isEqualTo(git.refs());
  }

  @Test
  void commitOfAnOldBranchIsNotNewElsewhere() throws Exception {
    String old = git.bare.run("rev-parse", "b" + BRANCHES);
    String line = git.bare.run("rev-parse", "shared") + " " + old + " refs/heads/shared";

    Push push = taken.push(git.lines(line));

    assertThat(BranchPushTest.ids(push)).containsExactly(old);
    assertThat(push.newCommits()).isZero();
  }

  @Test
  void branchThatMovedIsFoundWhereItIsNow() throws Exception {
    String old = git.bare.run("rev-parse", "b7");
    String one = git.commit("b");
    taken.take(git.push("+main:refs/heads/b7"));

    assertThat(taken.push(git.push("main")).newCommits()).as("b7 has it").isZero();
    git.bare.run("update-ref", "refs/heads/again", old);
    String again = GitFixture.ZERO + " " + old + " refs/heads/again";
    assertThat(taken.push(git.lines(again)).newCommits()).as("b7 has left it").isEqualTo(1);
    taken.take(git.push(":b7", "+" + root + ":main"));
    assertThat(taken.push(git.push(one + ":main")).newCommits()).as("b7 has gone").isEqualTo(1);
    assertThat(taken.ledger()).isEqualTo(git.refs());
  }

  @Test
  void ledgerOfAnOlderVersionIsPutInOrder() throws Exception {
    taken.forget("@end");
    String old = git.bare.run("rev-parse", "b9");

    assertThat(taken.push(git.lines(root + " " + old + " refs/heads/main")).newCommits()).isZero();

    assertThat(taken.startingWith("@end ")).hasSize(BRANCHES + 2);
    taken.read = 0;
    String second = git.commit("b");
    assertThat(taken.push(git.push("main:refs/heads/x")).after()).isEqualTo(second);
    assertThat(taken.read).isLessThan(BRANCHES / 3);
  }

  @Test
  void pushOfTwentyThousandRefsIsOneStep() throws Exception {
    List<String> lines = new ArrayList<>();
    StringBuilder packed = new StringBuilder("# pack-refs with: peeled fully-peeled sorted \n");
    for (String kind : List.of("refs/heads/n", "refs/tags/v")) {
      for (int i = 10_000; i < 20_000; i++) {
        lines.add(GitFixture.ZERO + " " + root + " " + kind + i);
        packed.append(root + " " + kind + i + "\n");
      }
    }
    Files.writeString(git.server.resolve("packed-refs"), packed); // In place of all others.
    try (IntakeRig rig = new IntakeRig(folder.resolve("rig"), git.server)) {
      rig.push("alice", lines.toArray(String[]::new));

      List<Event> events = rig.takeIn();

      assertThat(events).hasSize(20_000);
      assertThat(((Push) events.get(0).data()).newCommits()).isEqualTo(1);
      assertThat(events.subList(1, 10_000))
          .allMatch(each -> ((Push) each.data()).newCommits() == 0);
      assertThat(events.subList(10_000, 20_000))
          .allMatch(each -> root.equals(((Tag) each.data()).commit()));
      assertThat(rig.ledger()).hasSize(20_000).isEqualTo(git.refs());
    }
  }
}
