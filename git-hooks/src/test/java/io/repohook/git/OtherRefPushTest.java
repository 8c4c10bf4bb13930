package io.repohook.git;

import static org.assertj.core.api.Assertions.assertThat;

import io.repohook.event.Change;
import io.repohook.event.Push;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Refs that are neither branches nor tags may be at any object. */
class OtherRefPushTest {
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
  void notesArePushedLikeABranchOfTheirOwn() throws Exception {
    git.clone.run("notes", "add", "-m", "reviewed");
    String note = git.clone.run("rev-parse", "refs/notes/commits");
    Push created = taken.push(git.push("refs/notes/commits"));
    git.clone.run("notes", "append", "-m", "twice");

    Push updated = taken.push(git.push("refs/notes/commits"));

    assertThat(created.refType()).isEqualTo("other");
    assertThat(BranchPushTest.ids(created)).containsExactly(note);
    assertThat(updated.change()).isEqualTo(Change.UPDATED);
    assertThat(BranchPushTest.counts(updated)).containsExactly(1, 1, 0);
  }

  @Test
  void changeForReviewMakesNoCommitOldAndDiscardsNone() throws Exception {
    String change = git.commit("a");
    Push review = taken.push(git.push("HEAD:refs/changes/01/1/1"));

    Push main = taken.push(git.push("main"));
    Push deleted = taken.push(git.push(":refs/changes/01/1/1"));

    assertThat(BranchPushTest.ids(review)).containsExactly(change);
    assertThat(BranchPushTest.counts(main)).containsExactly(1, 1, 0);
    assertThat(BranchPushTest.counts(deleted)).containsExactly(0, 0, 0);
  }

  @Test
  void replacementsAreRefsLikeOthers() throws Exception {
    String second = git.commit("a");
    taken.take(git.push("main"));
    git.clone.run("replace", second, first);

    Push replaced = taken.push(git.push("refs/replace/*"));
    git.commit("b");
    Push next = taken.push(git.push("main"));

    assertThat(replaced.ref()).isEqualTo("refs/replace/" + second);
    assertThat(BranchPushTest.counts(replaced)).containsExactly(0, 0, 0);
    assertThat(BranchPushTest.counts(next)).containsExactly(1, 1, 0);
  }

  @Test
  void refAtATagLeadsToItsCommits() throws Exception {
    String second = git.commit("a");
    git.clone.run("tag", "-a", "v1", "-m", "words");

    Push push = taken.push(git.push("v1:refs/pull/1/head"));

    assertThat(BranchPushTest.ids(push)).containsExactly(second);
  }

  @Test
  void refMayBeAtFilesTreesAndCommitsInTurn() throws Exception {
    String before = GitFixture.ZERO;
    for (String each : List.of("HEAD:README.md", "HEAD^{tree}", "HEAD", "HEAD^{tree}")) {
      String object = git.clone.run("rev-parse", each);

      Push push = taken.push(git.push("+" + object + ":refs/meta/x"));

      assertThat(push.change())
          .as(each)
          .isEqualTo(before.equals(GitFixture.ZERO) ? Change.CREATED : Change.FORCED);
      assertThat(push.before()).isEqualTo(before);
      assertThat(push.after()).isEqualTo(object);
      assertThat(push.commits()).isEmpty();
      assertThat(push.unlisted()).isNull();
      before = object;
    }
    assertThat(taken.ledger()).isEqualTo(git.refs());
  }
}
