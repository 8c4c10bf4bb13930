package io.repohook.git;

import static org.assertj.core.api.Assertions.assertThat;

import io.repohook.event.Event;
import io.repohook.event.Push;
import io.repohook.git.push.Limits;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The first push of a repository whose many branches are all at commits of their own. */
class ManyTipsTest {
  private static final int COMMON = 300;
  private static final int BRANCHES = 2_000;

  @TempDir Path folder;

  @Test
  void branchesShareTheCommonHistoryAndEachTellsItsOwn() throws Exception {
    GitFixture git = new GitFixture(folder);
    TakenIn taken = new TakenIn(git.server);
    StringBuilder history = new StringBuilder();
    for (int i = 1; i <= COMMON; i++) {
      history.append(commit("main", i, i == 1 ? "" : "from :" + (i - 1) + "\n"));
    }
    for (int i = 1; i <= BRANCHES; i++) {
      history.append(commit("b" + i, COMMON + i, "from :" + COMMON + "\n"));
    }
    git.bare.runWith(history.toString(), "fast-import", "--quiet");
    List<String> lines = new ArrayList<>();
    for (String each : git.refs()) {
      String[] words = each.split(" ", 2);
      lines.add(GitFixture.ZERO + " " + words[1] + " " + words[0]);
    }
    long start = System.nanoTime();

    List<Event> told = taken.take(git.lines(lines.toArray(String[]::new)));

    // Some seconds; a machine ten times as slow shall pass too.
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(60));
    assertThat(told).hasSize(BRANCHES + 1);
    assertThat(told)
        .extracting(each -> (Push) each.data())
        .filteredOn(push -> !push.ref().equals("refs/heads/main"))
        .allSatisfy(
            push -> {
              assertThat(push.addedCommits()).isEqualTo(COMMON + 1);
              assertThat(push.commits()).hasSize(20);
              assertThat(push.commits().get(19).id()).isEqualTo(push.after());
            });
    assertThat(told.stream().mapToInt(each -> ((Push) each.data()).newCommits()).sum())
        .isEqualTo(COMMON + BRANCHES);
  }

  @Test
  void messagesTooLongForOnePushAreLeftOutAndTheNewestListed() throws Exception {
    GitFixture git = new GitFixture(folder);
    TakenIn taken = new TakenIn(git.server);
    taken.limit(new Limits(2_048, 3_000, 8 << 20)); // The longest messages that may be listed.
    int length = 4 << 20; // Eight of them are too much, with file names.
    StringBuilder history = new StringBuilder();
    for (int i = 1; i <= 10; i++) {
      history.append(
          commit("main", i, i == 1 ? "" : "from :" + (i - 1) + "\n", "x".repeat(length)));
    }
    git.bare.runWith(history.toString(), "fast-import", "--quiet");
    String tip = git.bare.run("rev-parse", "main");

    Push push = taken.push(git.lines(GitFixture.ZERO + " " + tip + " refs/heads/main"));

    assertThat(push.commits()).hasSize(7);
    assertThat(push.commits().get(6).id()).isEqualTo(tip);
    assertThat(push.truncated()).isTrue();
    assertThat(push.addedCommits()).isEqualTo(10);
  }

  private static String commit(String branch, int mark, String from) {
    return commit(branch, mark, from, "change " + mark);
  }

  private static String commit(String branch, int mark, String from, String message) {
    return "commit refs/heads/%s\nmark :%d\ncommitter Alice <alice@example.com> %d +0000\n"
            .formatted(branch, mark, 1_700_000_000 + mark)
        + "data %d\n%s\n%sM 100644 inline file%d\ndata 2\nx\n\n"
            .formatted(message.length(), message, from, mark);
  }
}
