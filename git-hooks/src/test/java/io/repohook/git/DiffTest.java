package io.repohook.git;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.repohook.diff.Diff;
import io.repohook.diff.Diffs;
import io.repohook.event.Actor;
import io.repohook.event.Commit;
import io.repohook.event.CommitAdded;
import io.repohook.event.Event;
import io.repohook.event.EventData;
import io.repohook.event.Push;
import io.repohook.event.Repository;
import io.repohook.git.diff.JGitDiffs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The diff of an event; git itself says whether it is right. */
class DiffTest {
  private static final Diffs.Limits LIMITS = new Diffs.Limits(200, 1_000);

  @TempDir Path folder;
  private GitFixture git;
  private TakenIn taken;

  @BeforeEach
  void branchMainIsPushed() throws Exception {
    git = new GitFixture(folder.resolve("work"));
    taken = new TakenIn(git.server);
    write("kept", "one\ntwo\nthree\nfour\nfive\nsix\nseven\neight\nnine\nten\n");
    write("gone", "bye\n");
    write("dir/moved", "a\nb\nc\nd\ne\nf\ng\nh\n");
    write("script", "#!/bin/sh\n");
    git.commitAll("begin");
    taken.take(git.push("main"));
  }

  @Test
  void gitMakesTheNewFilesOfTheOldOnesByIt() throws Exception {
    String before = git.head();
    write("kept", "one\n2\nthree\nfour\nfive\nsix\nseven\neight\nnine\nten\neleven, no newline");
    git.clone.run("rm", "-q", "gone");
    git.clone.run("mv", "dir/moved", "dir/other name");
    write("dir/other name", "a\nb\nc\nd\nE\nf\ng\nh\n");
    write("new \u00fcml\u00e4ut/tab\there", "a\n\n b \n");
    write("quote\"back\\slash", "x\n");
    write("empty", "");
    Files.createSymbolicLink(git.clone.folder().resolve("link"), Path.of("kept"));
    Files.setPosixFilePermissions(
        git.clone.folder().resolve("script"), PosixFilePermissions.fromString("rwxr-xr-x"));
    String after = git.commitAll("change");

    Diff diff = diff(push("main"));

    assertThat(diff.leftOut()).isNull();
    assertThat(diff.lines()).contains("similarity index 87%", "rename to dir/other name");
    Path patch = Files.write(folder.resolve("patch"), diff.lines());
    git.clone.run("checkout", "-q", "--detach", before);
    git.clone.run("apply", "--index", patch.toString());
    assertThat(git.clone.run("write-tree"))
        .isEqualTo(git.clone.run("rev-parse", after + "^{tree}"));
  }

  @Test
  void filesAreCountedAsGitCountsThem() throws Exception {
    String before = git.head();
    write("kept", "one\n2\nthree\nfour\nfive\nsix\nseven\neight\nnine\nten\neleven\n");
    git.clone.run("mv", "dir/moved", "dir/other");
    write("dir/other", "a\nb\nc\nd\nE\nf\ng\nh\n");
    Files.write(git.clone.folder().resolve("binary"), new byte[] {1, 0, 2});
    git.clone.run("add", "--all");
    String after = git.commitAll("change");

    Diff diff = diff(push("main"));

    List<String> counted = new ArrayList<>();
    for (Diff.FileChange each : diff.files()) {
      String lines = each.added() == null ? "-\t-" : each.added() + "\t" + each.removed();
      counted.add(lines + "\t" + each.shown());
    }
    assertThat(counted)
        .hasSize(3)
        .containsExactlyInAnyOrder("2\t1\tkept", "1\t1\tdir/moved => dir/other", "-\t-\tbinary");
    assertThat(git.clone.lines("diff", "--numstat", "-M", before, after))
        .containsExactlyInAnyOrder("2\t1\tkept", "1\t1\tdir/{moved => other}", "-\t-\tbinary");
    assertThat(diff.changedFiles()).isEqualTo(3);
    assertThat(diff.lines()).anyMatch(line -> line.startsWith("Binary files "));
  }

  @Test
  void namesAndTextThatAreNoUtf8AreReadable() throws Exception {
    String blob =
        git.clone.runWith("gr\u00fcn\n".getBytes(ISO_8859_1), "hash-object", "-w", "--stdin");
    byte[] entry = ("100644 " + blob + "\tcaf\u00e9\n").getBytes(ISO_8859_1);
    git.clone.runWith(entry, "update-index", "--index-info");
    git.commitAll("latin");

    Diff diff = diff(push("main"));

    assertThat(diff.files()).hasSize(1);
    assertThat(diff.files().get(0).after()).isEqualTo("caf\u00e9");
    assertThat(diff.lines()).contains("+gr\u00fcn");
  }

  @Test
  void submoduleIsOneLine() throws Exception {
    git.clone.run("update-index", "--add", "--cacheinfo", "160000," + git.head() + ",vendored");
    git.commitAll("submodule");

    Diff diff = diff(push("main"));

    assertThat(diff.files()).hasSize(1);
    assertThat(diff.lines()).anyMatch(line -> line.startsWith("+Subproject commit "));
  }

  @Test
  void mergeIsComparedWithItsFirstParent() throws Exception {
    git.clone.run("checkout", "-q", "-b", "side");
    git.commit("from-side");
    git.clone.run("checkout", "-q", "main");
    git.commit("from-main");
    git.merge("side");
    List<Commit> commits = ((Push) push("main").data()).commits();

    Commit merge = commits.get(commits.size() - 1);

    assertThat(merge.parents()).hasSize(2);
    Diff diff = diff(event(new CommitAdded("refs/heads/main", merge, null, List.of(), false)));
    assertThat(diff.files().stream().map(Diff.FileChange::after)).containsExactly("from-side");
  }

  @Test
  void newBranchIsComparedWithWhereItLeavesWhatWasThere() throws Exception {
    git.clone.run("checkout", "-q", "-b", "feature");
    git.commit("first");
    git.commit("second");

    assertThat(diff(push("feature")).files().stream().map(Diff.FileChange::after))
        .containsExactlyInAnyOrder("first", "second");
  }

  @Test
  void branchWithoutBeginningAddsAllItsFiles() throws Exception {
    git.clone.run("checkout", "-q", "--orphan", "pages");
    git.commitAll("pages");

    assertThat(diff(push("pages")).changedFiles()).isEqualTo(4);
  }

  @Test
  void whatBringsNothingHasNoDiff() throws Exception {
    git.commit("more");
    push("main");

    assertThat(diff(push("main:refs/heads/same"))).isEqualTo(Diff.EMPTY);
    assertThat(diff(push(":refs/heads/same"))).isEqualTo(Diff.EMPTY);
    assertThat(diff(push("main:refs/tags/v1"))).isEqualTo(Diff.EMPTY);
  }

  @Test
  void branchThatWasSetBackShowsWhatItLost() throws Exception {
    git.commit("more");
    push("main");

    assertThat(diff(push("+main~1:refs/heads/main")).files())
        .containsExactly(new Diff.FileChange("more", null, 0, 1));
  }

  @Test
  void longDiffIsCutAndSaysSo() throws Exception {
    write("kept", "x\n".repeat(50));
    git.commitAll("long");

    Diff diff =
        new JGitDiffs(this::place, patience(), clock()).of(push("main"), new Diffs.Limits(9, 20));

    assertThat(diff.lines()).hasSize(20);
    assertThat(diff.leftOut()).isEqualTo("diff cut after 20 lines: too large");
    assertThat(diff.files()).hasSize(1);
  }

  @Test
  void diffThatNobodyWantsIsNotMade() throws Exception {
    write("kept", "x\n".repeat(50));
    git.commitAll("long");

    Diff diff =
        new JGitDiffs(this::place, patience(), clock()).of(push("main"), new Diffs.Limits(9, 0));

    assertThat(diff.lines()).isEmpty();
    assertThat(diff.leftOut()).isNull();
    assertThat(diff.files()).containsExactly(new Diff.FileChange("kept", "kept", 50, 10));
  }

  @Test
  void largeFileIsLeftOutAndTheOthersAreNot() throws Exception {
    write("large", "0123456789\n".repeat(60_000));
    write("small", "x\n");
    git.commitAll("large");

    Diff diff = diff(push("main"));

    assertThat(diff.lines()).contains("[diff left out: too large, 660000 bytes]", "+x");
    assertThat(diff.files()).contains(new Diff.FileChange(null, "large", null, null));
  }

  @Test
  void veryManyFilesAreCountedOnly() throws Exception {
    for (int i = 0; i < 2_001; i++) {
      Files.writeString(git.clone.folder().resolve("f" + i), "x");
    }
    git.clone.run("add", "--all");
    git.commitAll("many");

    Diff diff = diff(push("main"));

    assertThat(diff.changedFiles()).isEqualTo(2_001);
    assertThat(diff.leftOut()).isEqualTo("diff left out: 2001 files changed");
  }

  @Test
  void whatTakesTooLongIsLeftOut() throws Exception {
    git.commit("more");

    Diff diff = new JGitDiffs(this::place, Duration.ZERO, clock()).of(push("main"), LIMITS);

    assertThat(diff.leftOut()).isEqualTo("diff left out: it takes longer than 0 s");
  }

  @Test
  void whatCannotBeReadIsSaid() throws Exception {
    git.commit("more");
    Event event = push("main");
    Push push = (Push) event.data();
    String gone = "1".repeat(40);

    assertThat(diff(event(moved(push, gone))).leftOut())
        .isEqualTo("diff left out: object " + gone + " is no longer in the repository");
    assertThat(diff(event(moved(push, "1".repeat(64)))).leftOut())
        .isEqualTo("diff left out: commits of a SHA-256 repository cannot be read");
    assertThat(
            new JGitDiffs(name -> Optional.empty(), patience(), clock())
                .of(event, LIMITS)
                .leftOut())
        .isEqualTo("diff left out: there is no git repository of this name");
    assertThat(
            new JGitDiffs(name -> Optional.of(folder), patience(), clock())
                .of(event, LIMITS)
                .leftOut())
        .startsWith("diff left out: the repository cannot be read");
  }

  private static Push moved(Push push, String to) {
    return new Push(
        push.ref(),
        push.change(),
        push.before(),
        to,
        List.of(),
        1,
        1,
        0,
        true,
        null,
        List.of(),
        null,
        false);
  }

  private static Event event(EventData data) {
    return new Event(
        "evt_1", GitFixture.NOW, Repository.git("earthmover/ocean"), Actor.UNKNOWN, data);
  }

  private Event push(String refspec) throws Exception {
    return taken.take(git.push(refspec)).get(0);
  }

  private Diff diff(Event event) {
    return new JGitDiffs(this::place, patience(), clock()).of(event, LIMITS);
  }

  private Optional<Path> place(String name) {
    return Optional.of(git.server).filter(found -> name.equals("earthmover/ocean"));
  }

  /** Longer than any of these takes on a busy machine. */
  private static Duration patience() {
    return Duration.ofMinutes(2);
  }

  private static InstantSource clock() {
    return InstantSource.fixed(GitFixture.NOW);
  }

  private void write(String file, String text) throws Exception {
    Path path = git.clone.folder().resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
    git.clone.run("add", "--all");
  }
}
