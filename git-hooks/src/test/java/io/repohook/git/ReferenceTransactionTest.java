package io.repohook.git;

import static org.assertj.core.api.Assertions.assertThat;

import io.repohook.event.Event;
import io.repohook.git.install.HookInstaller;
import io.repohook.git.install.Installed;
import io.repohook.git.install.Uninstalled;
import io.repohook.spool.Spool;
import io.repohook.spool.SpoolEntry;
import io.repohook.spool.SpoolFile;
import io.repohook.spool.SpoolWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Refs that change by other means than pushes, in repositories that have both hooks. */
class ReferenceTransactionTest {
  private static final String HOOK = "hooks/reference-transaction";

  @TempDir Path folder;
  private Path spool;
  private Git server;
  private Git clone;
  private TakenIn taken;
  private String first;
  private String second;

  @BeforeEach
  void installBothHooks() throws Exception {
    folder = folder.toRealPath();
    spool = Files.createDirectory(folder.resolve("spool"));
    Git git = Git.in(folder);
    git.run("init", "-q", "--bare", "--template=", "-b", "main", "server.git");
    git.run("clone", "-q", "--template=", "server.git", "clone");
    server = Git.in(folder.resolve("server.git"));
    clone = Git.in(folder.resolve("clone"));
    clone.run("commit", "-q", "--allow-empty", "-m", "first");
    clone.at(1).run("commit", "-q", "--allow-empty", "-m", "second");
    first = clone.run("rev-parse", "HEAD~1");
    second = clone.run("rev-parse", "HEAD");
    taken = install(server);
    clone.run("push", "-q", "origin", "main");
    assertThat(told()).containsExactly("created main 2 new=2");
  }

  private HookInstaller installer() {
    return new HookInstaller(spool, new SpoolWriter(spool));
  }

  /** Installs both hooks and takes in the refs that this found. */
  private TakenIn install(Git repository) throws Exception {
    List<Installed> all = installer().installAll(List.of(repository.folder()), true);
    assertThat(all).hasSize(2).allMatch(Installed.Ready.class::isInstance);
    TakenIn there = new TakenIn(all.get(0).repository());
    assertThat(takeIn(there)).isEmpty();
    return there;
  }

  @Test
  void updateRefIsToldWithWhoDidIt() throws Exception {
    server.with("REMOTE_USER", "alice").run("update-ref", "refs/heads/hot", first);

    List<Event> events = takeIn();

    assertThat(IntakeRig.words(events)).containsExactly("created hot 0 new=0");
    assertThat(events.get(0).actor().name()).isEqualTo("alice");
  }

  @Test
  void refsThatChangeTogetherAreOneStep() throws Exception {
    String third = commit("third");
    server.runWith(
        "create refs/heads/a %s\ncreate refs/heads/b %s\nupdate refs/heads/main %s\n"
            .formatted(third, third, first),
        "update-ref",
        "--stdin");

    assertThat(told())
        .containsExactlyInAnyOrder(
            "created a 1 new=1", "created b 1 new=0", "rewound main 0 new=0");
  }

  @Test
  void deletionsAreToldOnce() throws Exception {
    server.run("update-ref", "refs/heads/a", first);
    server.run("update-ref", "refs/heads/b", first);
    server.run("tag", "v1", first);
    told();

    server.run("update-ref", "-d", "refs/heads/a");
    server.run("branch", "-q", "-D", "b");
    server.run("tag", "-d", "v1");

    assertThat(told())
        .containsExactly("deleted a 0 new=0", "deleted b 0 new=0", "git.tag refs/tags/v1");
  }

  @Test
  void packingRefsTellsNothing() throws Exception {
    server.run("update-ref", "refs/heads/a", first);
    told();

    server.run("pack-refs", "--all", "--prune");
    server.run("gc", "-q");

    assertThat(told()).isEmpty();
    assertThat(taken.ledger())
        .isEqualTo(server.lines("for-each-ref", "--format=%(refname) %(objectname)"));
  }

  @Test
  void pushIsToldOnceAndBySpoolingOneFile() throws Exception {
    commit("third");
    clone
        .with("REMOTE_USER", "alice")
        .run("push", "-q", "origin", "HEAD:main", "HEAD:refs/heads/b", "HEAD:refs/tags/v1");

    assertThat(files(taken)).hasSize(1);
    assertThat(told())
        .containsExactly("updated main 1 new=1", "created b 1 new=0", "git.tag refs/tags/v1");
  }

  @Test
  void pushIsToldByItselfWhereOurPostReceiveIsNot() throws Exception {
    Files.delete(server.folder().resolve("hooks/post-receive"));
    commit("third");
    clone.run("push", "-q", "origin", "HEAD:main");

    assertThat(told()).containsExactly("updated main 1 new=1");
  }

  @Test
  void pushAndTransactionThatBothReportAreFolded() throws Exception {
    commit("third");
    // As when git's own name is not known: the transaction is spooled besides.
    Path hook = server.folder().resolve(HOOK);
    Files.writeString(
        hook, Files.readString(hook).replace("= receive-pack ]", "= no-such-command ]"));
    clone.with("REMOTE_USER", "bob").run("push", "-q", "origin", "HEAD:main");

    assertThat(files(taken)).hasSize(2);
    List<Event> events = takeIn();
    assertThat(IntakeRig.words(events)).containsExactly("updated main 1 new=1");
    assertThat(events.get(0).actor().name()).isEqualTo("bob");
  }

  @Test
  void mirrorTellsWhatItFetched() throws Exception {
    Git git = Git.in(folder);
    git.run("clone", "-q", "--mirror", "--template=", "server.git", "mirror.git");
    Git mirror = Git.in(folder.resolve("mirror.git"));
    TakenIn there = install(mirror);
    commit("third");
    clone.run("push", "-q", "origin", "HEAD:main", "HEAD:refs/heads/a", "HEAD:refs/heads/b");
    clone.run("push", "-q", "origin", ":refs/heads/b");

    mirror.run("fetch", "-q", "--prune", "--atomic");
    assertThat(IntakeRig.words(takeIn(there)))
        .containsExactlyInAnyOrder("created a 1 new=1", "updated main 1 new=0");

    clone.run("push", "-q", "origin", ":refs/heads/a");
    mirror.run("fetch", "-q", "--prune");
    assertThat(IntakeRig.words(takeIn(there))).containsExactly("deleted a 0 new=0");
  }

  @Test
  void workTreesReportForTheirRepository() throws Exception {
    TakenIn there = install(clone);
    commit("third");
    clone.run("worktree", "add", "-q", "-b", "side", "../linked");
    Git linked = Git.in(folder.resolve("linked"));
    linked.at(9).run("commit", "-q", "--allow-empty", "-m", "aside");
    clone.run("bisect", "start", "HEAD", "HEAD~1");

    assertThat(IntakeRig.words(takeIn(there)))
        .containsExactly("updated main 1 new=1", "created side 0 new=0", "updated side 1 new=1");
  }

  @Test
  void pushToALinkedWorkTreesBranchIsReportedForTheRepository() throws Exception {
    clone.run("branch", "side");
    clone.run("worktree", "add", "-q", "../linked", "side");
    clone.run("config", "receive.denyCurrentBranch", "updateInstead");
    TakenIn there = install(clone);
    Git other = Git.in(folder);
    other.run("clone", "-q", "--template=", "-b", "side", "clone", "other");
    Git from = Git.in(folder.resolve("other"));
    from.at(9).run("commit", "-q", "--allow-empty", "-m", "aside");

    from.run("push", "-q", "origin", "side");

    assertThat(files(there)).hasSize(1);
    assertThat(IntakeRig.words(takeIn(there))).containsExactly("updated side 1 new=1");
  }

  @Test
  void chainedHookSeesEveryStateAndMayRefuse() throws Exception {
    Path log = folder.resolve("log");
    Git other = Git.in(folder);
    other.run("init", "-q", "--bare", "--template=", "other.git");
    Git there = Git.in(folder.resolve("other.git"));
    Path hook = Files.createDirectories(there.folder().resolve("hooks")).resolve("x");
    Files.writeString(
        hook,
        "#!/bin/sh\nwhile read -r line; do echo \"$1 $line\" >>'%s'; done\n".formatted(log)
            + "[ ! -e '%s' ]\n".formatted(folder.resolve("refuse")));
    Files.setPosixFilePermissions(hook, PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.move(hook, there.folder().resolve(HOOK));
    TakenIn byIntake = install(there);
    String id = there.run("commit-tree", "-m", "x", there.runWith("", "mktree"));

    there.run("update-ref", "refs/heads/main", id);
    String line = "%s %s refs/heads/main".formatted(GitFixture.ZERO, id);
    assertThat(Files.readAllLines(log)).contains("prepared " + line, "committed " + line);
    assertThat(IntakeRig.words(takeIn(byIntake))).containsExactly("created main 1 new=1");

    Files.createFile(folder.resolve("refuse"));
    there.run("config", "alias.try", "!git update-ref refs/heads/b " + id + " || true");
    there.run("try");
    assertThat(there.run("for-each-ref", "refs/heads/b")).isEmpty();
    assertThat(files(byIntake)).isEmpty();
  }

  @Test
  void missingSpoolFailsNoCommand() throws Exception {
    Files.move(spool, folder.resolve("gone"));

    server.run("update-ref", "refs/heads/a", first);

    assertThat(server.run("rev-parse", "refs/heads/a")).isEqualTo(first);
  }

  @Test
  void uninstallTakesBothAway() {
    assertThat(installer().uninstallAll(List.of(server.folder())))
        .hasSize(2)
        .allMatch(Uninstalled.Removed.class::isInstance);
    assertThat(server.folder().resolve("hooks")).isEmptyDirectory();
    assertThat(installer().uninstallAll(List.of(server.folder())))
        .singleElement()
        .isInstanceOf(Uninstalled.NotInstalled.class);
  }

  @Test
  void installKeepsWhatIsThereUpToDate() throws Exception {
    Path other = Files.createDirectory(folder.resolve("other"));
    Path hook = server.folder().resolve(HOOK);
    String before = Files.readString(hook);

    List<Installed> all =
        new HookInstaller(other, new SpoolWriter(other))
            .installAll(List.of(server.folder()), false);

    assertThat(all)
        .hasSize(2)
        .allMatch(each -> ((Installed.Ready) each).how() == Installed.How.UPDATED);
    assertThat(Files.readString(hook))
        .isEqualTo(
            before
                .replace("'" + spool + "'", "'" + other + "'")
                .replaceFirst("sha256=\\w+", sha256(hook)));
  }

  private static String sha256(Path hook) throws IOException {
    return Files.readString(hook).lines().skip(1).findFirst().orElseThrow().replaceAll(".* ", "");
  }

  /** A commit that the server has and no branch. */
  private String commit(String message) throws Exception {
    clone.at(2).run("commit", "-q", "--allow-empty", "-m", message);
    String id = clone.run("rev-parse", "HEAD");
    server.run("fetch", "-q", "--no-write-fetch-head", "../clone", id);
    assertThat(second).isNotEqualTo(id);
    return id;
  }

  private List<String> told() throws Exception {
    return IntakeRig.words(takeIn());
  }

  private List<Event> takeIn() throws Exception {
    return takeIn(taken);
  }

  private List<Event> takeIn(TakenIn by) throws Exception {
    List<SpoolFile> files = files(by);
    List<Event> events = new ArrayList<>();
    for (int i = 0; i < files.size(); i++) {
      events.addAll(by.takeFirst(files.subList(i, files.size())));
      new Spool(spool).remove(files.get(i).name());
    }
    return events;
  }

  /** What is spooled of a repository. */
  private List<SpoolFile> files(TakenIn by) throws Exception {
    Spool all = new Spool(spool);
    List<SpoolFile> files = new ArrayList<>();
    for (SpoolEntry each : all.ready(Instant.now().plusSeconds(9))) {
      SpoolFile file = all.read(each);
      if (file.text(SpoolFile.REPOSITORY).equals(Optional.of(by.repository().toString()))) {
        files.add(file);
      }
    }
    return files;
  }
}
