package io.repohook.git;

import static org.assertj.core.api.Assertions.assertThat;

import io.repohook.event.Change;
import io.repohook.event.Push;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** JGit reads no SHA-256 repositories; what is pushed there is told all the same. */
class Sha256PushTest {
  @TempDir Path folder;

  @Test
  void pushIsToldWithoutItsCommitsAndSaysWhy() throws Exception {
    GitFixture git = new GitFixture(folder, "--object-format=sha256");
    TakenIn taken = new TakenIn(git.server);
    String first = git.commit("README.md");

    Push created = taken.push(git.push("main"));
    git.commit("a");
    Push updated = taken.push(git.push("main"));

    assertThat(created.change()).isEqualTo(Change.CREATED);
    assertThat(created.after()).isEqualTo(first);
    assertThat(created.commits()).isEmpty();
    assertThat(created.unlisted()).isEqualTo("its ids are sha256, which JGit cannot read");
    assertThat(updated.before()).isEqualTo(first);
  }
}
