package io.repohook.git.install;

import static io.repohook.git.install.Command.git;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GitRootsTest {
  @TempDir Path root;
  @TempDir Path other;

  @BeforeEach
  void resolveRoot() throws Exception {
    root = root.toRealPath();
  }

  @Test
  void repositoryIsNamedByItsPathBelowTheRoot() throws Exception {
    bare("earthmover/ocean.git");
    bare("plain");
    git(root, "init", "-q", root.resolve("tree").toString());
    Files.createDirectories(root.resolve("not a repository.git/objects"));

    assertThat(found())
        .containsExactly(
            new GitRepository("earthmover/ocean", root.resolve("earthmover/ocean.git")),
            new GitRepository("plain", root.resolve("plain")),
            new GitRepository("tree", root.resolve("tree/.git")));
  }

  @Test
  void rootMayItselfBeARepository() throws Exception {
    bare("ocean.git");
    Path itself = root.resolve("ocean.git");

    assertThat(new GitRoots(List.of(itself)).find().repositories())
        .containsExactly(new GitRepository("ocean", itself));
  }

  @Test
  void repositoryInsideARepositoryIsNotLookedFor() throws Exception {
    bare("outer.git");
    bare("outer.git/inner.git");

    assertThat(found()).extracting(GitRepository::name).containsExactly("outer");
  }

  @Test
  void linksAreFollowedAndLoopsEnd() throws Exception {
    bare("group/ocean.git");
    Files.createSymbolicLink(root.resolve("group/loop"), root);
    Files.createSymbolicLink(root.resolve("a-link"), root.resolve("group/ocean.git"));
    Path elsewhere = other.toRealPath();
    git(root, "init", "-q", "--bare", elsewhere.resolve("far.git").toString());
    Files.createSymbolicLink(root.resolve("b-link"), elsewhere);

    assertThat(found())
        .containsExactly(
            new GitRepository("group/ocean", root.resolve("group/ocean.git")),
            new GitRepository("b-link/far", elsewhere.resolve("far.git")));
  }

  @Test
  void linkedWorkTreeIsTheRepositoryItBelongsTo() throws Exception {
    bare("z.git");
    String tree = git(root.resolve("z.git"), "mktree");
    String commit = git(root.resolve("z.git"), "commit-tree", tree, "-m", "first");
    git(root.resolve("z.git"), "worktree", "add", "-q", root.resolve("a").toString(), commit);

    assertThat(found()).containsExactly(new GitRepository("z", root.resolve("z.git")));
    assertThat(GitFolder.at(root.resolve("a"))).contains(root.resolve("z.git"));
  }

  @Test
  void whatCannotBeReadIsToldAndStopsNothing() throws Exception {
    bare("ocean.git");
    Path missing = root.resolve("missing");

    GitRoots.Found found = new GitRoots(List.of(missing, root)).find();

    assertThat(found.unreadable())
        .containsExactly(new GitRoots.Unreadable(missing, missing + " does not exist"));
    assertThat(found.repositories()).hasSize(1);
  }

  private List<GitRepository> found() {
    GitRoots.Found found = new GitRoots(List.of(root)).find();
    assertThat(found.unreadable()).isEmpty();
    return found.repositories();
  }

  private void bare(String path) throws Exception {
    git(root, "init", "-q", "--bare", root.resolve(path).toString());
  }
}
