package io.repohook.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Pushes while the spool is of no use. It is a small disk of its own, which only root can make, and
 * the hook runs as an account that may not do everything.
 */
@Tag(Machine.TAG)
class SpoolTroubleIT {
  private static final String ZERO = "0".repeat(40);

  /** Of Debian's account nobody. */
  private static final String NOBODY = "65534";

  private static final String RECEIVE_PACK =
      "--receive-pack=setpriv --reuid=%s --regid=%s --clear-groups git-receive-pack"
          .formatted(NOBODY, NOBODY);

  /** What happens to the spool, what then mends it, and how the hook says it. */
  enum Trouble {
    MISSING("mv \"$1\" \"$1.away\"", "mv \"$1.away\" \"$1\"", "the folder %s is missing"),
    NOT_WRITABLE("chmod 0700 \"$1\"", "chmod 3733 \"$1\"", "may not write into %s"),
    READ_ONLY(
        "mount -o remount,ro \"$1/..\"", "mount -o remount,rw \"$1/..\"", "may not write into %s"),
    FULL(
        "! cat /dev/zero >\"$1/../filler\" 2>/dev/null",
        "rm \"$1/../filler\"",
        "cannot write into %s; is the disk full?");

    private final String script;
    private final String mend;
    private final String told;

    Trouble(String script, String mend, String told) {
      this.script = script;
      this.mend = mend;
      this.told = told;
    }
  }

  @TempDir Path folder;
  private Path disk;
  private RecordingReceiver receiver;
  private Installation repohook;
  private GitPusher alice;

  @BeforeEach
  void begin() throws IOException {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    disk = Files.createDirectory(folder.resolve("disk"));
    run("mount -t tmpfs -o size=256k,mode=755 tmpfs \"$1\"", disk);
    receiver = RecordingReceiver.open();
    repohook =
        Installation.of(Layout.in(folder).withSpool(disk.resolve("spool")), Program.ofTheArchive())
            .grace("1s")
            .serverFile("")
            .repositoryFile(
                "ocean", "subscriptions: {ci: {webhook: \"%s\"}}\n".formatted(receiver.url()));
    GitPusher.makeBare(repohook.bare("ocean"));
    DyingHook.put(
        "#!/bin/sh\necho chained; cat >chained-got\n",
        repohook.bare("ocean").resolve("hooks/post-receive"));
    repohook.run("install", "ocean").exits(0);
    run("chown -R " + NOBODY + ":" + NOBODY + " \"$1\"", repohook.bare("ocean"));
    alice = repohook.clone("ocean");
  }

  @AfterEach
  void end() throws IOException {
    receiver.close();
    repohook.close();
    run("umount \"$1\"", disk);
  }

  @ParameterizedTest
  @EnumSource
  void thePushSucceedsWithOneLineAndIsFoundLater(Trouble trouble) throws IOException {
    String first = alice.commit("README.md", "Recorded");
    assertThat(push()).containsExactly("remote: chained");

    run(trouble.script, repohook.spool());
    String second = alice.commit("README.md", "Not recorded");
    List<String> said = push();
    run(trouble.mend, repohook.spool());

    assertThat(said).hasSize(2).element(1).isEqualTo("remote: chained");
    assertThat(said.get(0))
        .startsWith("remote: repohook: this push was not recorded: ")
        .endsWith(trouble.told.formatted(repohook.spool()));
    assertThat(repohook.bare("ocean").resolve("chained-got"))
        .hasContent(first + " " + second + " refs/heads/main\n");
    assertThat(repohook.bare("ocean").resolve("refs/heads/main")).hasContent(second + "\n");
    try (Stream<Path> left = Files.list(repohook.spool())) {
      assertThat(left).noneMatch(each -> each.toString().endsWith(".part"));
    }

    repohook.serve();
    Arrival recorded = receiver.take();
    assertThat(recorded.change()).isEqualTo(new RefChange("ocean", "refs/heads/main", ZERO, first));
    assertThat(recorded.data().path("reconciled").asBoolean()).isFalse();
    repohook.run("reconcile").exits(0);
    Arrival found = receiver.take();
    assertThat(found.change()).isEqualTo(new RefChange("ocean", "refs/heads/main", first, second));
    assertThat(found.data().path("reconciled").asBoolean()).isTrue();
  }

  @Test
  void aJobIsItsCommandAlsoWhileTheSpoolIsFull() throws IOException {
    List<String> before = spooled();
    run(Trouble.FULL.script, repohook.spool());
    Result ran =
        repohook.runWithInput(
            "a word\n",
            "run",
            "--repo",
            "ocean",
            "--job",
            "load",
            "--",
            "sh",
            "-c",
            "cat; echo another >&2; exit 7");

    assertThat(ran.exits(7).out()).containsExactly("a word");
    assertThat(ran.err())
        .containsExactlyInAnyOrder(
            "another",
            "repohook: this job was not reported: "
                + Trouble.FULL.told.formatted(repohook.spool()));
    assertThat(spooled()).as("nothing is left behind").isEqualTo(before);
  }

  private List<String> spooled() {
    return List.of(Objects.requireNonNull(repohook.spool().toFile().list()));
  }

  private List<String> push() {
    String said = alice.git("-c", "safe.directory=*", "push", "-q", RECEIVE_PACK, "origin", "main");
    return said.lines().map(String::strip).toList();
  }

  /** Runs a line of sh on a path, which must succeed. */
  private static void run(String line, Path path) throws IOException {
    Process sh = new ProcessBuilder("sh", "-c", line, "sh", path.toString()).inheritIO().start();
    try {
      assertThat(sh.waitFor()).as(line).isZero();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
