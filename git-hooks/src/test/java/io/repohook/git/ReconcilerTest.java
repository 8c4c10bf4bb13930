package io.repohook.git;

import static io.repohook.git.GitFixture.ZERO;
import static io.repohook.git.IntakeRig.words;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.repohook.spool.SpoolWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is found by comparing a ledger with its repository, and what is to be found no more. */
class ReconcilerTest {
  private static final String MAIN = " refs/heads/main";
  private static final String SIDE = " refs/heads/side";

  @TempDir Path folder;
  private GitFixture git;
  private IntakeRig rig;
  private String a;
  private String b;

  @BeforeEach
  void mainAndSideAreKnown() throws Exception {
    git = new GitFixture(folder.toRealPath());
    rig = new IntakeRig(folder.resolve("rig"), git.server);
    a = git.commit("a");
    b = git.commit("b");
    git.push("main", "main:side");
    rig.spool(GitSource.BASELINE, rig.now, GitFixture.text(b + MAIN, b + SIDE));
    assertThat(rig.takeIn()).isEmpty();
  }

  @AfterEach
  void close() throws Exception {
    rig.close();
  }

  /** Looks; what it spools is written later than any time of the rig, and gets no patience. */
  private Reconciler.Found look() throws Exception {
    return new Reconciler(new SpoolWriter(rig.spool))
        .look(git.server, rig.store.outbox().state("server"));
  }

  private void nothingIsToBeFound() throws Exception {
    assertThat(look()).isEqualTo(new Reconciler.Found.Changed(0));
    assertThat(rig.spooled()).isZero();
  }

  @Test
  void refsOfOneWorkTreeAreNone() throws Exception {
    git.bare.run("update-ref", "refs/bisect/bad", b);
    git.bare.run("update-ref", "refs/worktree/mine", a);
    git.bare.run("update-ref", "refs/rewritten/onto", a);

    nothingIsToBeFound();
  }

  @Test
  void refsOfAWorkTreeThatTheLedgerHasAreLeftAlone() throws Exception {
    rig.push("alice", ZERO + " " + b + " refs/bisect/bad");
    assertThat(rig.takeIn()).hasSize(1);

    nothingIsToBeFound();
  }

  @Test
  void refsWhoseNamesAreNotUtf8AreLeftAlone() throws Exception {
    String names = "create refs/heads/\u00fc %s\ncreate refs/heads/\u00dc %s\n".formatted(b, b);
    git.bare.runWith(names.getBytes(ISO_8859_1), "update-ref", "--stdin");
    nothingIsToBeFound();

    git.bare.run("pack-refs", "--all");
    nothingIsToBeFound();
  }

  @Test
  void whatWasFoundWhileReportsWaitedIsToldFromWhereTheyEnd() throws Exception {
    String c = git.commit("c");
    rig.push("alice", b + " " + c + MAIN);
    git.commit("d");
    git.push("main"); // Its hook died.
    assertThat(look()).isEqualTo(new Reconciler.Found.Changed(1));

    assertThat(words(rig.takeInLater()))
        .containsExactly("updated main 1 new=1", "updated main 1 new=1 reconciled");
    assertThat(rig.ledger()).isEqualTo(git.refs());
    nothingIsToBeFound();
  }

  @Test
  void repositoryMadeAnewWithSomeOfTheSameCommitsIsToldRefByRef() throws Exception {
    Files.move(git.server, folder.resolve("aside.git"));
    Git.in(folder).run("init", "-q", "--bare", "--template=", "-b", "main", "server.git");
    git.clone.run("push", "-q", "origin", "main", a + ":refs/heads/other");
    rig.push("alice", ZERO + " " + b + MAIN, ZERO + " " + a + " refs/heads/other");

    assertThat(words(rig.takeInLater()))
        .containsExactly(
            "deleted main 0 new=0 reconciled", "created main 0 new=0", "created other 0 new=0");
    assertThat(look()).isEqualTo(new Reconciler.Found.Changed(1));
    assertThat(words(rig.takeIn())).containsExactly("deleted side 0 new=0 reconciled");
    assertThat(rig.ledger()).isEqualTo(git.refs());
    nothingIsToBeFound();
  }
}
