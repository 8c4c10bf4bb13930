package io.repohook.git.install;

import static io.repohook.git.install.Command.git;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.repohook.spool.SpoolFormat;
import io.repohook.spool.SpoolWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HookInstallerTest {
  private static final byte[] THEIRS = "#!/bin/sh\necho theirs\n".getBytes(ISO_8859_1);

  @TempDir Path folder;
  private Path spool;
  private Path repository;
  private Path hook;
  private Path chained;
  private HookInstaller installer;

  @BeforeEach
  void initRepository() throws Exception {
    folder = folder.toRealPath();
    spool = Files.createDirectory(folder.resolve("spool"));
    repository = folder.resolve("ocean.git");
    git(folder, "init", "-q", "--bare", "-b", "main", repository.toString());
    hook = repository.resolve("hooks/post-receive");
    chained = repository.resolve("hooks/post-receive.repohook-chained");
    installer = new HookInstaller(spool, new SpoolWriter(spool));
  }

  @Test
  void hookIsExecutableAndOursToRecognise() throws Exception {
    assertThat(installer.install(repository))
        .isEqualTo(ready(Installed.How.INSTALLED, Optional.empty()));
    assertThat(mode(hook)).isEqualTo("rwxr-xr-x");
    assertThat(new Shim(Hook.POST_RECEIVE, spool).kind(hook)).isEqualTo(Shim.Kind.CURRENT);
  }

  @Test
  void installingAgainChangesNothing() throws Exception {
    new HookFile(hook).replace(THEIRS);
    installer.install(repository);
    Map<Path, FileTime> before = times();

    assertThat(installer.install(repository))
        .isEqualTo(ready(Installed.How.ALREADY_THERE, Optional.of(chained)));
    assertThat(times()).isEqualTo(before);
  }

  @Test
  void baselineHoldsEveryRefButSymbolicOnesAndThoseOfAWorkTree() throws Exception {
    git(repository, "symbolic-ref", "refs/heads/alias", "refs/heads/main");
    String tree = git(repository, "mktree");
    String commit = git(repository, "commit-tree", tree, "-m", "first");
    for (String ref :
        List.of("heads/main", "tags/v1", "notes/commits", "pull/1/head", "bisect/bad")) {
      git(repository, "update-ref", "refs/" + ref, commit);
    }
    git(repository, "pack-refs", "--all");
    git(repository, "update-ref", "refs/heads/loose", commit);

    installer.install(repository);

    assertThat(spooled())
        .containsExactly(
            List.of(
                "source=git-baseline",
                "repository=" + repository,
                "refs="
                    + Stream.of(
                            "heads/loose", "heads/main", "notes/commits", "pull/1/head", "tags/v1")
                        .map(each -> commit + " refs/" + each + "\n")
                        .reduce("", String::concat)));
  }

  @Test
  void hookForAnotherSpoolIsReplacedWithoutBaseline() throws Exception {
    installer.install(repository);
    Path other = Files.createDirectory(folder.resolve("other"));

    Installed again = new HookInstaller(other, new SpoolWriter(other)).install(repository);

    assertThat(again).isEqualTo(ready(Installed.How.UPDATED, Optional.empty()));
    assertThat(new Shim(Hook.POST_RECEIVE, other).kind(hook)).isEqualTo(Shim.Kind.CURRENT);
    assertThat(other).isEmptyDirectory();
    assertThat(chained).doesNotExist();
  }

  @Test
  void hookThatStartsDrainsIsOursAndCurrentToo() throws Exception {
    HookInstaller starting = startingDrains();
    assertThat(starting.install(repository))
        .isEqualTo(ready(Installed.How.INSTALLED, Optional.empty()));
    assertThat(starting.install(repository))
        .isEqualTo(ready(Installed.How.ALREADY_THERE, Optional.empty()));
    assertThat(installer.isInstalled(repository)).isTrue();
    assertThat(new HookInstaller(folder, new SpoolWriter(folder)).isInstalled(repository))
        .isFalse();

    assertThat(installer.install(repository))
        .asInstanceOf(type(Installed.Ready.class))
        .satisfies(
            ready -> {
              assertThat(ready.how()).isEqualTo(Installed.How.UPDATED);
              assertThat(ready.notes()).singleElement().asString().startsWith("it started a drain");
            });
    assertThat(hook).content().doesNotContain("flock");

    Files.writeString(hook, Files.readString(hook) + "# mine\n");
    assertThat(installer.isInstalled(repository)).isFalse();
  }

  /** Values of core.sharedRepository, and whether it lets others push. */
  @ParameterizedTest
  @CsvSource({
    "umask, false",
    "false, false",
    "0, false",
    "0640, false",
    "0600, false",
    "group, true",
    "true, true",
    "1, true",
    "all, true",
    "world, true",
    "2, true",
    "everybody, true",
    "0660, true",
    "0664, true",
    "0642, true"
  })
  void whereAnotherAccountMayPushNoDrainIsStarted(String shared, boolean isRefused)
      throws Exception {
    git(repository, "config", "core.sharedRepository", shared);

    assertThat(startingDrains().install(repository) instanceof Installed.Refused)
        .isEqualTo(isRefused);
    assertThat(Files.exists(hook)).isEqualTo(!isRefused);
  }

  @ParameterizedTest
  @ValueSource(strings = {".", "refs", "objects", "hooks"})
  void whatOthersMayWriteIsRefused(String place) throws Exception {
    Path open = repository.resolve(place).normalize();
    Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxr-x"));

    assertThat(startingDrains().install(repository))
        .asInstanceOf(type(Installed.Refused.class))
        .extracting(Installed.Refused::reason)
        .asString()
        .startsWith("other accounts may write to " + open + ";");
    assertThat(hook).doesNotExist();
  }

  private HookInstaller startingDrains() {
    Launcher launcher =
        new Launcher(folder.resolve("it's"), folder.resolve("c"), folder.resolve("j"), folder);
    return new HookInstaller(spool, new SpoolWriter(spool), Optional.of(launcher));
  }

  @Test
  void hookThatLostItsModeIsRepaired() throws Exception {
    installer.install(repository);
    Files.setPosixFilePermissions(hook, PosixFilePermissions.fromString("rw-r--r--"));

    assertThat(installer.install(repository))
        .asInstanceOf(type(Installed.Ready.class))
        .extracting(Installed.Ready::how)
        .isEqualTo(Installed.How.UPDATED);
    assertThat(mode(hook)).isEqualTo("rwxr-xr-x");
  }

  @Test
  void uninstallPutsTheOldHookBackAsItWas() throws Exception {
    new HookFile(hook).replace(THEIRS);
    Files.setPosixFilePermissions(hook, PosixFilePermissions.fromString("rwx--x--x"));
    Map<Path, FileTime> before = times();
    Object inode = Files.getAttribute(hook, "unix:ino");
    installer.install(repository);

    assertThat(installer.uninstall(repository))
        .isEqualTo(new Uninstalled.Removed(repository, hook, Optional.of(hook), List.of()));
    assertThat(times()).isEqualTo(before);
    assertThat(Files.getAttribute(hook, "unix:ino")).isEqualTo(inode);
    assertThat(mode(hook)).isEqualTo("rwx--x--x");
    assertThat(hook).hasBinaryContent(THEIRS);
  }

  @Test
  void uninstallWithoutOldHookLeavesNone() throws Exception {
    Map<Path, FileTime> before = times();
    installer.install(repository);

    assertThat(installer.uninstall(repository))
        .isEqualTo(new Uninstalled.Removed(repository, hook, Optional.empty(), List.of()));
    assertThat(times()).isEqualTo(before);
    assertThat(installer.uninstall(repository))
        .isEqualTo(new Uninstalled.NotInstalled(repository, hook, List.of()));
  }

  @Test
  void hookOfAnotherIsLeftByUninstall() throws Exception {
    new HookFile(hook).replace(THEIRS);

    assertThat(installer.uninstall(repository)).isInstanceOf(Uninstalled.NotInstalled.class);
    assertThat(hook).hasBinaryContent(THEIRS);
  }

  @Test
  void hookChangedByHandIsLeftAlone() throws Exception {
    installer.install(repository);
    String changed = Files.readString(hook) + "# mine\n";
    Files.writeString(hook, changed);

    assertThat(installer.uninstall(repository))
        .asInstanceOf(type(Uninstalled.Refused.class))
        .extracting(Uninstalled.Refused::reason)
        .isEqualTo(hook + " was changed by hand, so it is left as it is; delete it yourself");
    assertThat(installer.install(repository)).isInstanceOf(Installed.Refused.class);
    assertThat(hook).hasContent(changed);
  }

  @Test
  void linkToASharedHookIsKeptAsLinkAndNotWrittenThrough() throws Exception {
    Path shared = Files.write(folder.resolve("shared-hook"), THEIRS);
    Files.setPosixFilePermissions(shared, PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.createSymbolicLink(hook, Path.of("../../shared-hook"));

    installer.install(repository);

    assertThat(shared).hasBinaryContent(THEIRS);
    assertThat(Files.readSymbolicLink(chained)).isEqualTo(Path.of("../../shared-hook"));
    assertThat(hook).isRegularFile();
    assertThat(Files.isSymbolicLink(hook)).isFalse();
    assertThat(Command.of(repository, "sh", "hooks/post-receive").run().out())
        .isEqualTo("theirs\n");

    installer.uninstall(repository);
    assertThat(Files.readSymbolicLink(hook)).isEqualTo(Path.of("../../shared-hook"));
  }

  @Test
  void linkThatWasPutBackOverOursIsChainedAgain() throws Exception {
    Path shared = Files.write(folder.resolve("shared-hook"), THEIRS);
    Files.createSymbolicLink(hook, shared);
    installer.install(repository);
    Files.delete(hook);
    Files.createSymbolicLink(hook, shared); // as gitolite setup does

    assertThat(installer.install(repository)).isInstanceOf(Installed.Ready.class);
    assertThat(new Shim(Hook.POST_RECEIVE, spool).kind(hook)).isEqualTo(Shim.Kind.CURRENT);
    assertThat(shared).hasBinaryContent(THEIRS);
  }

  @Test
  void hookWrittenOverOursIsNotLost() throws Exception {
    new HookFile(hook).replace(THEIRS);
    installer.install(repository);
    Files.delete(hook);
    Files.writeString(hook, "#!/bin/sh\necho newer\n");

    assertThat(installer.install(repository))
        .asInstanceOf(type(Installed.Refused.class))
        .extracting(Installed.Refused::reason)
        .asString()
        .contains("move one of them away");
    assertThat(hook).content().contains("newer");
    assertThat(chained).hasBinaryContent(THEIRS);
  }

  @Test
  void linkedHooksFolderGetsTheHookAndSaysThatItIsShared() throws Exception {
    Path shared = Files.createDirectory(folder.resolve("shared"));
    deleteHooksFolder();
    Files.createSymbolicLink(repository.resolve("hooks"), shared);

    assertThat(installer.install(repository))
        .asInstanceOf(type(Installed.Ready.class))
        .satisfies(
            ready -> {
              assertThat(ready.hook()).isEqualTo(shared.resolve("post-receive"));
              assertThat(ready.notes())
                  .containsExactly(
                      "other repositories may run this hook too: %s/hooks is a link to it"
                          .formatted(repository));
            });
  }

  @Test
  void missingHooksFolderIsMade() throws Exception {
    deleteHooksFolder();

    assertThat(installer.install(repository)).isInstanceOf(Installed.Ready.class);
    assertThat(hook).isExecutable();
  }

  @Test
  void rootGivesNothingAwayInTheFolderOfAnother() throws Exception {
    assumeRoot();
    Files.setAttribute(repository.resolve("hooks"), "unix:uid", 4711);

    assertThat(installer.install(repository)).isInstanceOf(Installed.Ready.class);

    assertThat(Files.getAttribute(hook, "unix:uid")).isEqualTo(0);
    assertThat(mode(hook)).isEqualTo("rwxr-xr-x");
  }

  @Test
  void rootMakesNoHooksFolderInTheRepositoryOfAnother() throws Exception {
    assumeRoot();
    deleteHooksFolder();
    Files.setAttribute(repository, "unix:uid", 4711);

    assertThat(installer.install(repository))
        .asInstanceOf(type(Installed.Refused.class))
        .extracting(Installed.Refused::reason)
        .asString()
        .endsWith("let its owner make it");
    assertThat(repository.resolve("hooks")).doesNotExist();
    assertThat(spool).isEmptyDirectory();
  }

  private void assumeRoot() throws IOException {
    assumeThat(Files.getAttribute(folder, "unix:uid"))
        .as("only root can give files away")
        .isEqualTo(0);
  }

  @Test
  void hooksSwitchedOffAreRefused() throws Exception {
    git(repository, "config", "core.hooksPath", "/dev/null");

    assertThat(installer.install(repository))
        .isEqualTo(
            new Installed.Refused(
                repository,
                "git takes its hooks from /dev/null, which is no folder; change core.hooksPath"));
  }

  @Test
  void missingSpoolIsRefusedAndTheHookNotWritten() throws Exception {
    Files.delete(spool);

    assertThat(installer.install(repository)).isInstanceOf(Installed.Refused.class);
    assertThat(hook).doesNotExist();
  }

  @Test
  void brokenConfigurationIsRefused() throws Exception {
    Files.writeString(repository.resolve("config"), "[core\n");

    assertThat(installer.install(repository)).isInstanceOf(Installed.Refused.class);
    assertThat(installer.uninstall(repository)).isInstanceOf(Uninstalled.Refused.class);
  }

  @Test
  void oneBadPathDoesNotStopTheOthers() throws Exception {
    Path roots = folder.resolve("roots");
    git(folder, "init", "-q", "--bare", roots.resolve("a/b.git").toString());
    git(folder, "init", "-q", roots.resolve("tree").toString());
    Path empty = Files.createDirectory(folder.resolve("empty"));
    Path missing = folder.resolve("missing");

    List<Installed> all = installer.installAll(List.of(empty, missing, roots, repository), false);

    assertThat(all)
        .extracting(Installed::repository)
        .containsExactly(
            empty, missing, roots.resolve("a/b.git"), roots.resolve("tree/.git"), repository);
    assertThat(all.subList(0, 2)).hasOnlyElementsOfType(Installed.Refused.class);
    assertThat(all.subList(2, 5)).hasOnlyElementsOfType(Installed.Ready.class);
    assertThat(installer.uninstallAll(List.of(roots)))
        .hasSize(2)
        .hasOnlyElementsOfType(Uninstalled.Removed.class);
  }

  @Test
  void spoolOfAnyNameIsQuoted() throws Exception {
    Path odd = Files.createDirectory(folder.resolve("it's `id` $(id)\n\\"));
    new HookInstaller(odd, new SpoolWriter(odd)).install(repository);

    Command.Ended ended =
        Command.of(repository, "hooks/post-receive").input(ShimInShells.LINE).run();

    assertThat(ended).isEqualTo(new Command.Ended(0, "", ""));
    try (Stream<Path> files = Files.list(odd)) {
      assertThat(files).hasSize(2);
    }
  }

  private Installed ready(Installed.How how, Optional<Path> kept) {
    return new Installed.Ready(repository, hook, how, kept, List.of());
  }

  private static String mode(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }

  private void deleteHooksFolder() throws IOException {
    try (Stream<Path> files = Files.list(repository.resolve("hooks"))) {
      for (Path each : files.toList()) {
        Files.delete(each);
      }
    }
    Files.delete(repository.resolve("hooks"));
  }

  /** When each file below the repository's hooks was changed. */
  private Map<Path, FileTime> times() throws IOException {
    Map<Path, FileTime> times = new TreeMap<>();
    try (Stream<Path> files = Files.list(repository.resolve("hooks"))) {
      for (Path each : files.toList()) {
        times.put(each, Files.getLastModifiedTime(each, LinkOption.NOFOLLOW_LINKS));
      }
    }
    return times;
  }

  private List<List<String>> spooled() throws Exception {
    try (Stream<Path> files = Files.list(spool)) {
      return files.map(HookInstallerTest::records).toList();
    }
  }

  private static List<String> records(Path file) {
    try {
      return SpoolFormat.read(Files.readAllBytes(file)).stream()
          .map(each -> each.key() + "=" + each.text())
          .toList();
    } catch (Exception e) {
      throw new AssertionError(file.toString(), e);
    }
  }
}
