package io.repohook.git;

import static io.repohook.git.GitFixture.ZERO;
import static io.repohook.git.IntakeRig.words;
import static org.assertj.core.api.Assertions.assertThat;

import io.repohook.spool.SpoolFile;
import io.repohook.spool.SpoolWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Refs that are other names of refs, on the server: {@code master} of {@code main}. */
class SymbolicRefTest {
  private static final String MAIN = " refs/heads/main";
  private static final String MASTER = " refs/heads/master";

  @TempDir Path folder;
  private GitFixture git;
  private IntakeRig rig;
  private String a;
  private String b;

  @BeforeEach
  void mainHasAnotherName() throws Exception {
    git = new GitFixture(folder.toRealPath());
    a = git.commit("a");
    git.push("main");
    git.bare.run("symbolic-ref", "refs/heads/master", "refs/heads/main");
    rig = new IntakeRig(folder.resolve("rig"), git.server);
    b = git.commit("b");
  }

  @AfterEach
  void close() throws Exception {
    rig.close();
  }

  private void mainIsKnown() throws Exception {
    rig.spool(GitSource.BASELINE, rig.now, GitFixture.text(a + MAIN));
    assertThat(rig.takeIn()).isEmpty();
  }

  /** Pushes by real git, and spools what its hook was told. */
  private void push(String... refs) throws Exception {
    SpoolFile file = git.push(refs);
    rig.spool(GitSource.PUSH, rig.now, file.bytes("refs").orElseThrow());
  }

  /** Reconciles; as the file is written later than any time of the rig, it gets no patience. */
  private Reconciler.Found look() throws Exception {
    return new Reconciler(new SpoolWriter(rig.spool))
        .look(git.server, rig.store.outbox().state("server"));
  }

  @Test
  void pushToTheOtherNameIsToldOfTheRefThatMoved() throws Exception {
    mainIsKnown();

    push("main:master");

    assertThat(words(rig.takeIn())).containsExactly("updated main 1 new=1");
    assertThat(rig.ledger()).containsExactly("refs/heads/main " + b);
    assertThat(look()).isEqualTo(new Reconciler.Found.Changed(0));
  }

  @Test
  void pushToBothNamesIsToldOnce() throws Exception {
    mainIsKnown();

    push("main", "main:master");

    assertThat(words(rig.takeIn())).containsExactly("updated main 1 new=1");
    assertThat(rig.ledger()).containsExactly("refs/heads/main " + b);
  }

  @Test
  void deletionByTheOtherNameIsThatOfTheRef() throws Exception {
    mainIsKnown();

    push(":master");

    assertThat(words(rig.takeIn())).containsExactly("deleted main 0 new=0");
    assertThat(rig.ledger()).isEmpty();
    assertThat(look()).isEqualTo(new Reconciler.Found.Changed(0));
  }

  @Test
  void firstPushMayBeToTheOtherName() throws Exception {
    push("main:master");
    push(":master");

    assertThat(words(rig.takeIn())).containsExactly("updated main 1 new=1", "deleted main 0 new=0");
  }

  @Test
  void hookOfAllChangesReportsBothNamesAndOneIsTold() throws Exception {
    mainIsKnown();
    git.push("main");
    // As git reports `update-ref refs/heads/master`: where nobody asks for an old id, it has none.
    rig.spool(
        GitSource.TRANSACTION,
        rig.now,
        GitFixture.text(ZERO + " " + b + MASTER, ZERO + " " + b + MAIN));

    assertThat(words(rig.takeIn())).containsExactly("updated main 1 new=1");
    assertThat(rig.ledger()).containsExactly("refs/heads/main " + b);
  }

  @Test
  void branchThatBecomesAnotherNameIsToldAsDeletedOnce() throws Exception {
    rig.spool(GitSource.BASELINE, rig.now, GitFixture.text(a + MAIN, a + MASTER));
    assertThat(rig.takeIn()).isEmpty();

    assertThat(look()).isEqualTo(new Reconciler.Found.Changed(1));
    assertThat(words(rig.takeIn())).containsExactly("deleted master 0 new=0 reconciled");

    assertThat(rig.ledger()).containsExactly("refs/heads/main " + a);
    assertThat(look()).isEqualTo(new Reconciler.Found.Changed(0));
  }

  @Test
  void otherNameThatBecomesABranchIsToldAsCreated() throws Exception {
    mainIsKnown();
    git.bare.run("symbolic-ref", "-d", "refs/heads/master");
    git.bare.run("update-ref", "refs/heads/master", a);

    assertThat(look()).isEqualTo(new Reconciler.Found.Changed(1));
    assertThat(words(rig.takeIn())).containsExactly("created master 0 new=0 reconciled");
    assertThat(rig.ledger()).isEqualTo(git.refs());
  }
}
