package io.repohook.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.repohook.config.ConfigLoader;
import io.repohook.config.ConfigTree;
import io.repohook.config.Problem;
import io.repohook.event.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RepositoryNamesTest {
  @TempDir Path temporary;
  private Path folder;
  private ConfigTree tree;

  @BeforeEach
  void makeFolders() throws IOException {
    folder = temporary.toRealPath(); // What the system calls temporary may be a link.
    Files.createDirectories(folder.resolve("config/repositories"));
    Files.writeString(folder.resolve("config/repohook.yaml"), "");
    tree = ConfigLoader.load(folder.resolve("config"), Map.of());
  }

  @ParameterizedTest
  @CsvSource({
    "ocean.git,             ocean",
    "earthmover/ocean.git,  earthmover/ocean",
    "earthmover/ocean,      earthmover/ocean",
    "tree/.git,             tree",
    "deep/tree/.git,        deep/tree",
    "ocean.git.git,         ocean.git",
    "o céan.git,            o céan",
  })
  void nameBelowARootIsThePathLessGit(String path, String name) throws IOException {
    Path repository = Files.createDirectories(folder.resolve("root").resolve(path));

    assertThat(names("root").at(repository)).contains(Repository.git(name));
  }

  @Test
  void nameIsAGitRepositoryThatIsThereOrWhatItsFileMakesOfIt() throws IOException {
    Path ocean = Files.createDirectories(folder.resolve("root/ocean.git"));
    Files.createFile(ocean.resolve("HEAD"));
    Files.createDirectories(folder.resolve("root/folder"));
    Files.createFile(folder.resolve("HEAD"));
    for (String file : List.of("ocean", "etl")) {
      Files.writeString(folder.resolve("config/repositories/" + file + ".yaml"), "");
    }
    Files.writeString(folder.resolve("config/repositories/gone.yaml"), "git: /no/such/gone.git");
    Files.writeString(folder.resolve("config/repositories/releases.yaml"), "artifacts: {}");
    tree = ConfigLoader.load(folder.resolve("config"), Map.of());
    RepositoryNames names = names("root");

    assertThat(names.named("ocean")).contains(new Located(Repository.git("ocean"), ocean));
    assertThat(names.named("etl")).contains(new Located(Repository.job("etl"), null));
    assertThat(names.named("gone")).contains(new Located(Repository.git("gone"), null));
    assertThat(names.named("releases"))
        .contains(new Located(Repository.artifact("releases"), null));
    for (String none :
        List.of("folder", "nobody", "", "..", "../root/ocean", "a//b", "/etl", "\0")) {
      assertThat(names.named(none)).as(none).isEmpty();
    }
  }

  @Test
  void rootItselfAndWhatLiesElsewhereHasNoName() throws IOException {
    Files.createDirectories(folder.resolve("root-too/x.git"));
    RepositoryNames names = names("root");

    assertThat(names.at(folder.resolve("root"))).isEmpty();
    assertThat(names.at(folder.resolve("root-too/x.git"))).isEmpty();
    assertThat(names.at(folder.resolve("root/../root-too/x.git"))).isEmpty();
    assertThat(names.path("x")).isEmpty();
  }

  @Test
  void vanishedRepositoryKeepsItsName() throws IOException {
    assertThat(names("root").at(folder.resolve("root/gone.git"))).contains(Repository.git("gone"));
  }

  @ParameterizedTest
  @CsvSource({"ocean.git, ocean", "tree, tree", "deep/ocean.git, deep/ocean"})
  void nameLeadsToItsPath(String path, String name) throws IOException {
    Path repository = Files.createDirectories(folder.resolve("root").resolve(path));

    assertThat(names("root").path(name)).contains(repository);
  }

  @Test
  void pathOfItsOwnCountsMoreThanTheRoot() throws IOException {
    Path repository = Files.createDirectories(folder.resolve("root/a.git"));
    file("renamed", "git: " + repository);
    RepositoryNames names = names("root");

    assertThat(names.at(repository)).contains(Repository.git("renamed"));
    assertThat(names.path("renamed")).contains(repository);
    assertThat(names.explicit()).containsExactly(Map.entry("renamed", repository));
    assertThat(tree.problems().errors()).isEmpty();
  }

  @Test
  void linksLeadToTheSameName() throws IOException {
    Path repository = Files.createDirectories(folder.resolve("disk/a.git"));
    Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("disk"));
    file("named", "git: " + link.resolve("a.git"));

    assertThat(names("none").at(repository)).contains(Repository.git("named"));
    assertThat(names("none").at(link.resolve("a.git"))).contains(Repository.git("named"));
    Files.delete(folder.resolve("config/repositories/named.yaml"));
    assertThat(names("link").at(repository)).contains(Repository.git("a"));
    assertThat(names("disk").at(link.resolve("a.git"))).contains(Repository.git("a"));
  }

  @Test
  void linkOutOfARootLeadsToARepositoryOfNoRoot() throws IOException {
    Path elsewhere = Files.createDirectories(folder.resolve("elsewhere/a.git"));
    Files.createDirectories(folder.resolve("root"));
    Path link = Files.createSymbolicLink(folder.resolve("root/b.git"), elsewhere);

    assertThat(names("root").at(link)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"relative/a.git, is no absolute path", "'\"/a\\0b\"', no path"})
  void wrongPathIsToldWithItsLineAndRemedy(String path, String told) throws IOException {
    file("a", "\ngit: " + path);
    names("root");

    assertThat(tree.problems().errors()).hasSize(1);
    assertThat(tree.problems().errors().get(0).toString())
        .startsWith("repositories/a.yaml:2: git")
        .contains(told, "from the root, /");
  }

  @Test
  void onePathForTwoNamesIsToldWithTheOther() throws IOException {
    Path repository = Files.createDirectories(folder.resolve("disk/a.git"));
    Files.createSymbolicLink(folder.resolve("link"), folder.resolve("disk"));
    file("one", "git: " + repository);
    file("two", "git: " + folder.resolve("link/a.git"));
    names("root");

    assertThat(tree.problems().errors())
        .extracting(Problem::toString)
        .singleElement()
        .asString()
        .startsWith("repositories/two.yaml:1: git")
        .contains("repository 'one' has this path already");
  }

  @Test
  void nameBelowTwoRootsIsTheFirstOnes() throws IOException {
    Path first = repository("a/x.git");
    Path second = repository("b/x.git");
    Path tree = repository("c/x/.git");
    RepositoryNames names = names("a", "b", "c");

    assertThat(names.path("x")).contains(first);
    assertThat(names.namesake(first)).isEmpty();
    assertThat(names.namesake(second)).contains(first);
    assertThat(names.namesake(tree)).contains(first);
    assertThat(names("c", "b").namesake(second)).contains(tree);
  }

  @Test
  void nameGivenByAFileIsNotTheOneBelowARoot() throws IOException {
    Path given = repository("elsewhere/other.git");
    Path below = repository("root/x.git");
    file("x", "git: " + given);

    assertThat(names("root").namesake(below)).contains(given);
    assertThat(names("root").namesake(given)).isEmpty();
  }

  @Test
  void repositoryOfAnotherNameOrNoRepositoryIsNoNamesake() throws IOException {
    Path second = repository("b/x.git");
    Files.createDirectories(folder.resolve("a/x")); // A folder of repositories.
    assertThat(names("a", "b").namesake(second)).isEmpty();

    Path renamed = repository("a/x.git");
    file("renamed", "git: " + renamed);
    assertThat(names("a", "b").namesake(second)).isEmpty();
    assertThat(names("a", "b").namesake(folder.resolve("nowhere/x.git"))).isEmpty();
  }

  private Path repository(String path) throws IOException {
    Path made = Files.createDirectories(folder.resolve(path));
    Files.writeString(made.resolve("HEAD"), "ref: refs/heads/main\n");
    return made;
  }

  private void file(String name, String content) throws IOException {
    Files.writeString(folder.resolve("config/repositories/" + name + ".yaml"), content + "\n");
  }

  /** Reads the configuration with these roots, in the folder of this test. */
  private RepositoryNames names(String... roots) {
    tree = ConfigLoader.load(folder.resolve("config"), Map.of());
    return RepositoryNames.read(tree, List.of(roots).stream().map(folder::resolve).toList());
  }
}
