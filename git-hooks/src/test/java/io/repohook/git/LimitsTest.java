package io.repohook.git;

import static org.assertj.core.api.Assertions.assertThat;

import io.repohook.event.Commit;
import io.repohook.event.Push;
import io.repohook.event.Tag;
import io.repohook.git.push.Limits;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is above a limit is cut, and counted all the same. */
class LimitsTest {
  private static final int LIMIT = 24;

  @TempDir Path folder;
  private GitFixture git;
  private TakenIn taken;

  @BeforeEach
  void repository() throws Exception {
    git = new GitFixture(folder);
    taken = new TakenIn(git.server);
    taken.limit(new Limits(LIMIT, LIMIT, LIMIT));
  }

  @ParameterizedTest
  @ValueSource(ints = {LIMIT - 1, LIMIT, LIMIT + 1, 3 * LIMIT})
  void newestCommitsAreListed(int count) throws Exception {
    for (int i = 0; i < count; i++) {
      git.commitAll("x");
    }

    Push push = taken.push(git.push("main"));

    int listed = Math.min(count, LIMIT);
    assertThat(push.commits().stream().map(Commit::id))
        .containsExactlyElementsOf(git.revList("--reverse", "main").subList(count - listed, count));
    assertThat(push.addedCommits()).isEqualTo(count);
    assertThat(push.newCommits()).isEqualTo(count);
    assertThat(push.truncated()).isEqualTo(count > LIMIT);
  }

  @ParameterizedTest
  @ValueSource(ints = {LIMIT - 1, LIMIT, LIMIT + 1, 3 * LIMIT})
  void filesOfEveryKindCountAgainstTheLimit(int count) throws Exception {
    git.commit("removed");
    git.commit("modified");
    taken.take(git.push("main"));
    Files.delete(git.clone.folder().resolve("removed"));
    for (int i = 0; i < count - 2; i++) {
      Files.createFile(git.clone.folder().resolve("added-" + i));
    }
    git.commit("modified");

    Commit commit = taken.push(git.push("main")).commits().get(0);

    int listed = commit.added().size() + commit.removed().size() + commit.modified().size();
    assertThat(listed).isEqualTo(Math.min(count, LIMIT));
    assertThat(commit.changedFiles()).isEqualTo(count);
    assertThat(commit.filesTruncated()).isEqualTo(count > LIMIT);
  }

  @ParameterizedTest
  @ValueSource(ints = {LIMIT - 1, LIMIT, LIMIT + 1, 100_000})
  void messageIsCutBetweenCharacters(int count) throws Exception {
    // Each is a pair of chars to Java.
    String message = "\uD83D\uDE00".repeat(count);
    Path file = Files.writeString(folder.resolve("message"), message);
    git.clone.run("commit", "-q", "--allow-empty", "--cleanup=verbatim", "-F", file.toString());
    git.clone.run("tag", "-a", "--cleanup=verbatim", "-F", file.toString(), "v1");

    Commit commit = taken.push(git.push("main")).commits().get(0);
    Tag tag = taken.tag(git.push("v1"));

    String kept = "\uD83D\uDE00".repeat(Math.min(count, LIMIT));
    assertThat(commit.message()).isEqualTo(kept);
    assertThat(commit.messageLength()).isEqualTo(count);
    assertThat(commit.messageTruncated()).isEqualTo(count > LIMIT);
    assertThat(tag.message()).isEqualTo(kept);
    assertThat(tag.messageLength()).isEqualTo(count);
    assertThat(tag.messageTruncated()).isEqualTo(count > LIMIT);
  }

  @Test
  void lightTagHasNoMessageToCut() throws Exception {
    git.commit("a");
    git.clone.run("tag", "light");

    Tag tag = taken.tag(git.push("light"));

    assertThat(tag.messageLength()).isNull();
    assertThat(tag.messageTruncated()).isFalse();
  }

  @Test
  void limitOfNoFilesListsNoneAndCounts() throws Exception {
    taken.limit(new Limits(LIMIT, 0, LIMIT));
    git.commit("a");

    Commit commit = taken.push(git.push("main")).commits().get(0);

    assertThat(commit.added()).isEmpty();
    assertThat(commit.changedFiles()).isEqualTo(1);
    assertThat(commit.filesTruncated()).isTrue();
  }
}
