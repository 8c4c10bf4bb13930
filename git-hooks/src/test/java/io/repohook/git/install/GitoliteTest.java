package io.repohook.git.install;

import static io.repohook.git.install.Command.git;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.repohook.spool.SpoolWriter;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Repositories as gitolite 3.6 makes them; the acceptance tests have gitolite itself. */
class GitoliteTest {
  private static final byte[] SAYS_THEIRS = "#!/bin/sh\necho theirs\n".getBytes(UTF_8);

  @TempDir Path folder;
  private Path spool;
  private Path common;
  private Path localCode;
  private Path ocean;
  private Path lake;
  private HookInstaller installer;

  @BeforeEach
  void begin() throws Exception {
    folder = folder.toRealPath();
    spool = Files.createDirectory(folder.resolve("spool"));
    common = Files.createDirectories(folder.resolve("git/.gitolite/hooks/common"));
    localCode = Files.createDirectories(folder.resolve("git/local/hooks/common"));
    new HookFile(common.resolve("update")).replace(SAYS_THEIRS);
    ocean = repository("ocean");
    lake = repository("lake");
    installer = new HookInstaller(spool, new SpoolWriter(spool));
  }

  @Test
  void hookGoesWhereGitoliteLinksItFrom() throws Exception {
    Installed first = installer.install(ocean);
    Installed second = installer.install(lake);
    gitoliteSetUp();
    Path later = repository("later");

    for (Installed each : List.of(first, second)) {
      assertThat(each)
          .asInstanceOf(type(Installed.Ready.class))
          .satisfies(
              ready -> {
                assertThat(ready.how()).isEqualTo(Installed.How.INSTALLED);
                assertThat(ready.notes()).anyMatch(note -> note.contains("gitolite"));
              });
    }
    assertThat(hook(ocean)).isSymbolicLink().hasSameBinaryContentAs(hook(lake));
    assertThat(List.of(ocean, lake, later)).allMatch(installer::isInstalled);
    assertThat(spooled()).as("a baseline each").isEqualTo(2);
  }

  @Test
  void installingAgainChangesNothing() throws Exception {
    installer.install(ocean);
    assertThat(installer.install(ocean))
        .asInstanceOf(type(Installed.Ready.class))
        .extracting(Installed.Ready::how)
        .isEqualTo(Installed.How.ALREADY_THERE);
    assertThat(spooled()).isEqualTo(1);
    assertThat(ocean.resolve("hooks")).isDirectoryNotContaining("glob:**repohook*");
  }

  @Test
  void hookOfAllRepositoriesRunsAfterOurs() throws Exception {
    new HookFile(common.resolve("post-receive")).replace(SAYS_THEIRS);
    gitoliteSetUp();

    installer.install(ocean);

    assertThat(run(ocean)).isEqualTo("theirs\n");
    gitoliteSetUp();
    assertThat(run(ocean)).isEqualTo("theirs\n");
    assertThat(run(repository("later"))).isEqualTo("theirs\n");
    assertThat(installer.isInstalled(ocean)).isTrue();
  }

  @Test
  void hookOfOneRepositoryRunsAfterOurs() throws Exception {
    new HookFile(hook(ocean)).replace(SAYS_THEIRS);

    installer.install(ocean);
    installer.install(lake);

    gitoliteSetUp();
    assertThat(run(ocean)).isEqualTo("theirs\n");
    assertThat(run(lake)).isEmpty();
  }

  @Test
  void linkIntoLocalCodeRunsAfterOurs() throws Exception {
    new HookFile(localCode.resolve("post-receive")).replace(SAYS_THEIRS);
    gitoliteSetUp();

    installer.install(ocean);
    installer.install(lake);

    gitoliteSetUp();
    for (Path each : List.of(ocean, lake, repository("later"))) {
      assertThat(run(each)).isEqualTo("theirs\n");
      assertThat(installer.isInstalled(each)).isTrue();
    }
  }

  @Test
  void twoHooksToChainAreRefused() throws Exception {
    new HookFile(common.resolve("post-receive")).replace(SAYS_THEIRS);
    new HookFile(hook(ocean)).replace(SAYS_THEIRS);

    assertThat(installer.install(ocean))
        .asInstanceOf(type(Installed.Refused.class))
        .extracting(Installed.Refused::reason)
        .asString()
        .contains("only one can be chained");
    assertThat(hook(ocean)).hasBinaryContent(SAYS_THEIRS);
    assertThat(common.resolve("post-receive")).hasBinaryContent(SAYS_THEIRS);
    assertThat(spooled()).isZero();
  }

  @Test
  void hookThatWasPutIntoOneRepositoryBecomesALink() throws Exception {
    Path aside = Files.move(ocean.resolve("hooks/update"), folder.resolve("aside"));
    installer.install(ocean); // As before this version.
    Files.move(aside, ocean.resolve("hooks/update"));

    installer.install(ocean);

    assertThat(hook(ocean)).isSymbolicLink();
    assertThat(installer.isInstalled(ocean)).isTrue();
    assertThat(run(ocean)).isEmpty();
  }

  @Test
  void uninstallLeavesTheHooksThatWereThere() throws Exception {
    new HookFile(hook(ocean)).replace(SAYS_THEIRS);
    installer.install(ocean);
    installer.install(lake);

    installer.uninstallAll(List.of(ocean, lake));

    assertThat(hook(ocean)).isRegularFile().hasBinaryContent(SAYS_THEIRS);
    assertThat(lake.resolve("hooks")).isDirectoryNotContaining("glob:**post-receive*");
    assertThat(common).isDirectoryNotContaining("glob:**post-receive*");
  }

  @Test
  void uninstallGivesAllRepositoriesTheirHookBack() throws Exception {
    new HookFile(common.resolve("post-receive")).replace(SAYS_THEIRS);
    gitoliteSetUp();
    installer.install(ocean);

    installer.uninstall(ocean);

    assertThat(run(ocean)).isEqualTo("theirs\n");
    assertThat(run(lake)).isEqualTo("theirs\n");
    assertThat(ocean.resolve("hooks")).isDirectoryNotContaining("glob:**repohook*");
  }

  /** Makes a repository and its links. */
  private Path repository(String name) throws Exception {
    Path made = folder.resolve("git/repositories").resolve(name + ".git");
    git(folder, "init", "-q", "--bare", made.toString());
    link(made);
    return made;
  }

  /** What {@code gitolite setup} does: LOCAL_CODE first, then its own, over whatever is there. */
  private void gitoliteSetUp() throws IOException {
    link(ocean);
    link(lake);
  }

  private void link(Path repository) throws IOException {
    for (Path from : List.of(localCode, common)) {
      try (DirectoryStream<Path> hooks = Files.newDirectoryStream(from)) {
        for (Path each : hooks) {
          Path link = repository.resolve("hooks").resolve(each.getFileName());
          Files.deleteIfExists(link);
          Files.createSymbolicLink(link, each);
        }
      }
    }
  }

  private static Path hook(Path repository) {
    return repository.resolve("hooks/post-receive");
  }

  /** What the hook prints when it is run as git does. */
  private static String run(Path repository) throws Exception {
    Command.Ended ended =
        Command.of(repository, "hooks/post-receive")
            .input("0 1 refs/heads/main\n")
            .with("GIT_DIR", ".")
            .run();
    assertThat(ended.err()).isEmpty();
    return ended.out();
  }

  private long spooled() throws IOException {
    try (var files = Files.list(spool)) {
      return files.count();
    }
  }
}
