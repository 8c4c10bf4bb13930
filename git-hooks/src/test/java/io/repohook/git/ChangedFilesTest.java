package io.repohook.git;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.repohook.event.Commit;
import io.repohook.event.Push;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChangedFilesTest {
  @TempDir Path folder;
  private GitFixture git;
  private TakenIn taken;

  @BeforeEach
  void branchMainIsPushed() throws Exception {
    git = new GitFixture(folder);
    taken = new TakenIn(git.server);
    Files.createDirectories(git.clone.folder().resolve("dir"));
    git.commit("dir/old");
    git.commit("kept");
    taken.take(git.push("main"));
  }

  @Test
  void filesAreAddedRemovedAndModified() throws Exception {
    Files.writeString(git.clone.folder().resolve("kept"), "other words");
    Files.writeString(git.clone.folder().resolve("dir/new"), "new");
    git.clone.run("rm", "-q", "dir/old");

    assertFiles(changed(), List.of("dir/new"), List.of("dir/old"), List.of("kept"));
  }

  @Test
  void rootCommitAddsAllItsFiles() throws Exception {
    git.clone.run("checkout", "-q", "--orphan", "pages");

    Commit root = changed();

    assertThat(root.parents()).isEmpty();
    assertFiles(root, List.of("dir/old", "kept"), List.of(), List.of());
  }

  @Test
  void emptyCommitChangesNothing() throws Exception {
    assertFiles(changed(), List.of(), List.of(), List.of());
  }

  @Test
  void mergeChangesWhatItsFirstParentHadNot() throws Exception {
    git.clone.run("checkout", "-q", "-b", "feature");
    git.commit("brought");
    taken.take(git.push("feature"));
    git.clone.run("checkout", "-q", "main");
    git.commit("own");
    taken.take(git.push("main"));
    git.merge("feature");

    List<Commit> commits = taken.push(git.push("main")).commits();

    assertThat(commits).hasSize(2);
    assertFiles(commits.get(1), List.of("brought"), List.of(), List.of());
  }

  @Test
  void renameIsOneRemovedAndOneAdded() throws Exception {
    git.clone.run("mv", "kept", "moved");

    assertFiles(changed(), List.of("moved"), List.of("kept"), List.of());
  }

  @Test
  void renameOfCaseAloneIsOneToo() throws Exception {
    git.clone.run("mv", "kept", "KEPT");

    assertFiles(changed(), List.of("KEPT"), List.of("kept"), List.of());
  }

  @Test
  void changeOfModeOrTypeIsAModification() throws Exception {
    git.clone.run("update-index", "--chmod=+x", "kept");
    Files.delete(git.clone.folder().resolve("dir/old"));
    Files.createSymbolicLink(git.clone.folder().resolve("dir/old"), Path.of("../kept"));
    git.clone.run("add", "dir/old");

    assertFiles(committed(), List.of(), List.of(), List.of("dir/old", "kept"));
  }

  @Test
  void fileThatBecomesAFolderIsRemovedAndItsFilesAdded() throws Exception {
    git.clone.run("rm", "-q", "kept");
    Files.createDirectories(git.clone.folder().resolve("kept"));
    Files.writeString(git.clone.folder().resolve("kept/inner"), "x");
    Files.writeString(git.clone.folder().resolve("kept.txt"), "x");

    assertFiles(changed(), List.of("kept.txt", "kept/inner"), List.of("kept"), List.of());
  }

  @Test
  void submoduleIsOnePathAndIsNotEntered() throws Exception {
    String commit = git.head();
    git.clone.run("update-index", "--add", "--cacheinfo", "160000," + commit + ",lib");

    assertFiles(committed(), List.of("lib"), List.of(), List.of());
    git.clone.run("update-index", "--cacheinfo", "160000," + "1".repeat(40) + ",lib");
    assertFiles(committed(), List.of(), List.of(), List.of("lib"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "with space",
        " leading",
        "tab\there",
        "line\nfeed",
        "quote\"s'",
        "back\\slash",
        "\u00e4\u65e5\u672c",
        "\u0001\u001b",
        "-dash",
        "$(id);<>&|#%*?"
      })
  void anyNameIsToldAsItIs(String name) throws Exception {
    Files.writeString(git.clone.folder().resolve("dir").resolve(name), "x");

    assertFiles(changed(), List.of("dir/" + name), List.of(), List.of());
  }

  @Test
  void bytesOfANameThatAreNotUtf8AreEscapedAndKeptApart() throws Exception {
    String blob = git.clone.run("rev-parse", "HEAD:kept");
    ByteArrayOutputStream tree = new ByteArrayOutputStream();
    for (Charset each : List.of(UTF_8, ISO_8859_1)) {
      tree.writeBytes(("100644 blob " + blob + "\tGr\u00fc\u00dfe\0").getBytes(each));
    }
    String id = git.clone.runWith(tree.toByteArray(), "mktree", "-z");
    String commit = git.clone.run("commit-tree", id, "-m", "x");

    Push push = taken.push(git.push(commit + ":refs/heads/raw"));

    assertThat(push.commits().get(0).added()).containsExactly("Gr\u00fc\u00dfe", "Gr\\xFC\\xDFe");
  }

  @Test
  void moreFilesThanTheLimitAreCutAndSaidToBe() throws Exception {
    StringBuilder index = new StringBuilder();
    String blob = git.clone.run("rev-parse", "HEAD:kept");
    for (int i = 0; i < 5_000; i++) {
      index.append("100644 " + blob + "\tmany/" + i + "\n");
    }
    git.clone.runWith(index.toString(), "update-index", "--index-info");

    Commit commit = committed();

    assertThat(commit.added()).hasSize(3_000).contains("many/0");
    assertThat(commit.filesTruncated()).isTrue();
    assertThat(commit.changedFiles()).isEqualTo(5_000);
  }

  @Test
  void asManyFilesAsTheLimitAreNotCut() throws Exception {
    StringBuilder index = new StringBuilder();
    String blob = git.clone.run("rev-parse", "HEAD:kept");
    for (int i = 0; i < 3_000; i++) {
      index.append("100644 " + blob + "\tmany/" + i + "\n");
    }
    git.clone.runWith(index.toString(), "update-index", "--index-info");

    Commit commit = committed();

    assertThat(commit.added()).hasSize(3_000);
    assertThat(commit.filesTruncated()).isFalse();
  }

  /** Commits the folder as it is, pushes it and reads the commit back from the event. */
  private Commit changed() throws Exception {
    git.clone.run("add", "--all");
    return committed();
  }

  private Commit committed() throws Exception {
    git.commitAll("x");
    List<Commit> commits = taken.push(git.push("HEAD")).commits();
    assertThat(commits).hasSize(1);
    return commits.get(0);
  }

  private static void assertFiles(
      Commit commit, List<String> added, List<String> removed, List<String> modified) {
    assertThat(commit.added()).isEqualTo(added);
    assertThat(commit.removed()).isEqualTo(removed);
    assertThat(commit.modified()).isEqualTo(modified);
    assertThat(commit.filesTruncated()).isFalse();
  }
}
