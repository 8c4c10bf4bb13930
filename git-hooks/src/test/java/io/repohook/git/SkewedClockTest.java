package io.repohook.git;

import static org.assertj.core.api.Assertions.assertThat;

import io.repohook.event.Change;
import io.repohook.event.Push;
import io.repohook.spool.SpoolFile;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clocks were wrong; git's own rev-list, which trusts dates, is no judge here. */
class SkewedClockTest {
  private static final long NOW = 1_700_000_000;

  @TempDir Path folder;
  private GitFixture git;
  private TakenIn taken;

  @BeforeEach
  void repository() throws Exception {
    git = new GitFixture(folder);
    taken = new TakenIn(git.server);
  }

  @Test
  void manyCommitsOlderThanTheirParentDiscardNothing() throws Exception {
    line("main", null, 1, NOW);
    taken.take(git.push("main"));
    line("main", "refs/heads/main", 100, NOW - 100_000);

    Push push = taken.push(git.push("main"));

    assertThat(push.change()).isEqualTo(Change.UPDATED);
    assertThat(BranchPushTest.counts(push)).containsExactly(100, 100, 0);
  }

  @Test
  void whatAnOldClocksBranchHasIsNotNewElsewhere() throws Exception {
    line("main", null, 50, NOW);
    line("feature", "refs/heads/main", 20, 0);
    line("main", "refs/heads/main", 30, NOW + 1_000);
    taken.take(git.push("feature"));

    Push push = taken.push(git.push("main"));

    assertThat(BranchPushTest.counts(push)).containsExactly(30, 30, 0);
  }

  @Test
  void branchOfTheFutureIsRewoundExactly() throws Exception {
    line("main", null, 5, NOW);
    String base = git.clone.run("rev-parse", "main");
    line("main", "refs/heads/main", 60, NOW + 1_000_000);
    line("main", "refs/heads/main", 60, NOW + 100);
    taken.take(git.push("main"));
    SpoolFile rewind = git.push("+" + base + ":refs/heads/main");

    Push push = taken.push(rewind);

    assertThat(push.change()).isEqualTo(Change.REWOUND);
    assertThat(BranchPushTest.counts(push)).containsExactly(0, 0, 120);
  }

  private void line(
      String branch, @org.jspecify.annotations.Nullable String from, int count, long date)
      throws Exception {
    StringBuilder stream = new StringBuilder();
    for (int i = 0; i < count; i++) {
      stream.append("commit refs/heads/" + branch + "\n");
      stream.append("committer A <a@b> " + (date + i) + " +0000\ndata 2\n" + i % 10 + "\n");
      stream.append(i == 0 && from != null ? "from " + from + "^0\n" : "");
    }
    git.clone.runWith(stream.toString(), "fast-import", "--quiet");
  }
}
