package io.repohook.git;

import static org.assertj.core.api.Assertions.assertThat;

import io.repohook.event.Commit;
import io.repohook.event.Event;
import io.repohook.event.Push;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The first push of a repository with many branches lists some of its history in each of them. */
class ManyRefsTest {
  /** Enough that an equal share of what a push may list is less than the least. */
  private static final int REFS = 900;

  @TempDir Path folder;
  private final List<String> commits = new ArrayList<>();
  private List<Push> told = List.of();

  @BeforeEach
  void manyBranchesAtOneCommitArePushed() throws Exception {
    GitFixture git = new GitFixture(folder);
    TakenIn taken = new TakenIn(git.server);
    for (int i = 0; i < 25; i++) {
      commits.add(git.commit("file" + i));
    }
    git.clone.run("push", "-q", "origin", "main:refs/hidden/objects");
    String zero = "0".repeat(40);
    String[] lines =
        IntStream.range(0, REFS)
            .mapToObj(i -> zero + " " + commits.get(24) + " refs/heads/b" + i)
            .toArray(String[]::new);
    told = taken.take(git.lines(lines)).stream().map(Event::data).map(Push.class::cast).toList();
  }

  @Test
  void eachListsItsNewestCommitsAndCountsAll() {
    assertThat(told).hasSize(REFS);
    assertThat(told)
        .allSatisfy(
            push -> {
              assertThat(push.commits().stream().map(Commit::id).toList())
                  .isEqualTo(commits.subList(5, 25));
              assertThat(push.truncated()).isTrue();
              assertThat(push.addedCommits()).isEqualTo(25);
            });
  }

  @Test
  void aCommitIsNewInTheFirstAlone() {
    assertThat(told.get(0).newCommits()).isEqualTo(25);
    assertThat(told.get(0).commits()).allMatch(Commit::isNew);
    assertThat(told.subList(1, REFS)).allMatch(push -> push.newCommits() == 0);
    assertThat(told.get(1).commits()).noneMatch(Commit::isNew);
  }
}
