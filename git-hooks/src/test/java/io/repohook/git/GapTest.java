package io.repohook.git;

import static io.repohook.git.GitFixture.ZERO;
import static io.repohook.git.IntakeRig.words;
import static org.assertj.core.api.Assertions.assertThat;

import io.repohook.event.Actor;
import io.repohook.event.Event;
import io.repohook.outbox.RecordedEvent;
import io.repohook.spool.SpoolRecord;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reports that do not join on to the ledger, taken in by the real intake. */
class GapTest {
  private static final String MAIN = " refs/heads/main";

  @TempDir Path folder;
  private GitFixture git;
  private IntakeRig rig;
  private String a;
  private String b;
  private String c;
  private String d;

  @BeforeEach
  void mainHasACommitThatIsKnown() throws Exception {
    git = new GitFixture(folder);
    a = git.commit("a");
    git.push("main");
    rig = new IntakeRig(folder.resolve("rig"), git.server);
    rig.spool(GitSource.BASELINE, rig.now, GitFixture.text(a + MAIN));
    assertThat(rig.takeIn()).isEmpty();
    b = git.commit("b");
    git.push("main");
    c = git.commit("c");
    git.push("main");
    d = git.commit("d");
    git.push("main");
  }

  @AfterEach
  void close() throws Exception {
    rig.close();
  }

  @Test
  void filesInReverseOrderAreToldInTheOrderOfThePushes() throws Exception {
    rig.push("carol", c + " " + d + MAIN);
    rig.push("bob", b + " " + c + MAIN);
    rig.push("alice", a + " " + b + MAIN);

    List<Event> events = rig.takeIn();

    assertThat(words(events))
        .containsExactly("updated main 1 new=1", "updated main 1 new=1", "updated main 1 new=1");
    assertThat(events)
        .extracting(each -> each.actor().name())
        .containsExactly("alice", "bob", "carol");
    assertThat(rig.spooled()).isZero();
  }

  @Test
  void fileOfALaterPushWaitsForTheOneBefore() throws Exception {
    rig.push("bob", b + " " + d + MAIN);
    assertThat(rig.takeIn()).isEmpty();
    assertThat(rig.waiting()).singleElement().asString().contains("refs/heads/main", b, a);

    rig.now = rig.now.plusSeconds(59);
    assertThat(rig.takeIn()).isEmpty();
    rig.push("alice", a + " " + b + MAIN);

    assertThat(words(rig.takeIn())).containsExactly("updated main 1 new=1", "updated main 2 new=2");
    assertThat(rig.ledger()).isEqualTo(git.refs());
  }

  @Test
  void otherRefsNeedNotWaitForAGap() throws Exception {
    rig.push("bob", b + " " + c + MAIN);
    rig.push("alice", ZERO + " " + a + " refs/heads/other");

    assertThat(words(rig.takeIn())).containsExactly("created other 0 new=0");
    assertThat(rig.spooled()).isEqualTo(1);
  }

  @Test
  void gapIsToldMarkedAfterTheGraceTimeAndBeforeTheFileThatShowsIt() throws Exception {
    rig.push("bob", c + " " + d + MAIN);
    assertThat(rig.takeIn()).isEmpty();

    List<Event> events = rig.takeInLater();

    assertThat(words(events))
        .containsExactly("updated main 2 new=2 reconciled", "updated main 1 new=1");
    assertThat(events.get(0).actor()).isEqualTo(Actor.UNKNOWN);
    assertThat(events.get(1).actor().name()).isEqualTo("bob");
    assertThat(rig.ledger()).isEqualTo(git.refs());
  }

  @Test
  void fileThatComesLateForAToldGapAddsItsPusherToHistoryAndNothingElse() throws Exception {
    rig.push("carol", c + " " + d + MAIN);
    rig.takeInLater();
    List<RecordedEvent> told = rig.history();

    rig.push("alice", a + " " + b + MAIN);
    assertThat(rig.takeIn()).isEmpty();
    rig.push("bob", b + " " + c + MAIN);
    assertThat(rig.takeInLater()).isEmpty();

    assertThat(rig.spooled()).isZero();
    assertThat(rig.history()).hasSameSizeAs(told);
    assertThat(rig.store.history().event(told.get(1).id()).orElseThrow().learnt())
        .isEqualTo(new Actor("bob", null, "192.0.2.7"));
    assertThat(rig.store.history().event(told.get(0).id()).orElseThrow().learnt()).isNull();
    assertThat(rig.ledger()).isEqualTo(git.refs());
  }

  @Test
  void latePushThatWasWithinAToldGapIsNoNews() throws Exception {
    rig.spool(GitSource.COMPARISON, rig.now, GitFixture.text(a + " " + d + MAIN));
    assertThat(rig.takeIn()).isEmpty();
    assertThat(words(rig.takeInLater())).containsExactly("updated main 3 new=3 reconciled");

    rig.push("bob", b + " " + c + MAIN);
    assertThat(rig.takeInLater()).isEmpty();
    assertThat(rig.spooled()).isZero();
    assertThat(rig.ledger()).isEqualTo(git.refs());
  }

  @Test
  void comparisonTellsNothingThatAHookReportsWithinTheGraceTime() throws Exception {
    rig.spool(GitSource.COMPARISON, rig.now, GitFixture.text(a + " " + d + MAIN));
    assertThat(rig.takeIn()).isEmpty();
    rig.push("alice", a + " " + d + MAIN);

    assertThat(words(rig.takeIn())).containsExactly("updated main 3 new=3");
    assertThat(rig.takeInLater()).isEmpty();
    assertThat(rig.spooled()).isZero();
  }

  @Test
  void comparisonLeavesARefToThePushThatWaits() throws Exception {
    rig.spool(GitSource.COMPARISON, rig.now, GitFixture.text(a + " " + d + MAIN));
    rig.push("bob", c + " " + d + MAIN);
    assertThat(rig.takeIn()).isEmpty();

    List<Event> events = rig.takeInLater();

    assertThat(words(events))
        .containsExactly("updated main 2 new=2 reconciled", "updated main 1 new=1");
    assertThat(events.get(1).actor().name()).isEqualTo("bob");
    assertThat(rig.spooled()).isZero();
  }

  @Test
  void comparisonTellsNothingThatIsNoLongerSo() throws Exception {
    rig.spool(GitSource.COMPARISON, rig.now, GitFixture.text(a + " " + b + MAIN));

    assertThat(rig.takeInLater()).isEmpty();
    assertThat(rig.spooled()).isZero();
    assertThat(rig.ledger()).containsExactly("refs/heads/main " + a);
  }

  @Test
  void comparisonTellsOfCreatedAndDeletedRefs() throws Exception {
    git.bare.run("update-ref", "refs/heads/other", b);
    git.bare.run("update-ref", "-d", "refs/heads/main");
    rig.spool(
        GitSource.COMPARISON,
        rig.now,
        GitFixture.text(a + " " + ZERO + MAIN, ZERO + " " + b + " refs/heads/other"));

    assertThat(words(rig.takeInLater()))
        .containsExactly("deleted main 0 new=0 reconciled", "created other 1 new=1 reconciled");
    assertThat(rig.ledger()).isEqualTo(git.refs());
  }

  @Test
  void aRefChangedByOtherMeansIsToldOnceAndByItsPushIfThatIsThere() throws Exception {
    rig.spool(GitSource.TRANSACTION, rig.now, GitFixture.text(a + " " + b + MAIN));
    rig.push("alice", a + " " + b + MAIN);
    rig.spool(GitSource.TRANSACTION, rig.now, GitFixture.text(ZERO + " " + c + MAIN));
    rig.spool(GitSource.TRANSACTION, rig.now, GitFixture.text(ZERO + " " + c + MAIN));

    List<Event> events = rig.takeIn();

    assertThat(words(events)).containsExactly("updated main 1 new=1", "updated main 1 new=1");
    assertThat(events.get(0).actor().name()).isEqualTo("alice");
    assertThat(rig.ledger()).containsExactly("refs/heads/main " + c);
    rig.push("bob", b + " " + c + MAIN);
    assertThat(rig.takeInLater()).as("told as a changed ref already").isEmpty();
    assertThat(rig.store.history().event(events.get(1).id()).orElseThrow().learnt())
        .isEqualTo(new Actor("bob", null, "192.0.2.7"));
  }

  @Test
  void packingRefsIsNoChange() throws Exception {
    rig.spool(GitSource.TRANSACTION, rig.now, GitFixture.text(ZERO + " " + a + MAIN));
    rig.spool(GitSource.TRANSACTION, rig.now, GitFixture.text(a + " " + ZERO + MAIN));

    assertThat(rig.takeIn()).isEmpty();
    assertThat(rig.ledger()).containsExactly("refs/heads/main " + a);
  }

  @Test
  void aDeletionThatNamesNoOldIdIsToldOnceTheRefIsGone() throws Exception {
    rig.spool(GitSource.TRANSACTION, rig.now, GitFixture.text(ZERO + " " + ZERO + MAIN));
    assertThat(rig.takeIn()).as("main is still there").isEmpty();

    git.bare.run("update-ref", "-d", "refs/heads/main");
    rig.spool(GitSource.TRANSACTION, rig.now, GitFixture.text(ZERO + " " + ZERO + MAIN));
    assertThat(words(rig.takeIn())).containsExactly("deleted main 0 new=0");
    assertThat(rig.ledger()).isEmpty();
  }

  @Test
  void pushOfARefThatTransactionsLedAwayAndBackIsNoNews() throws Exception {
    Instant start = rig.now;
    rig.now = start.plusSeconds(30);
    rig.spool(GitSource.TRANSACTION, start, GitFixture.text(a + " " + b + MAIN));
    rig.spool(GitSource.TRANSACTION, start.plusSeconds(9), GitFixture.text(b + " " + a + MAIN));
    List<Event> events = rig.takeIn();
    assertThat(words(events)).containsExactly("updated main 1 new=1", "rewound main 0 new=0");

    // The hook of the first push wrote before the second change was made.
    SpoolRecord alice = SpoolRecord.of("env.GL_USER", "alice");
    rig.spool(GitSource.PUSH, start.plusSeconds(1), GitFixture.text(a + " " + b + MAIN), alice);
    assertThat(rig.takeIn()).isEmpty();

    assertThat(rig.spooled()).isZero();
    assertThat(rig.ledger()).containsExactly("refs/heads/main " + a);
    assertThat(rig.store.history().event(events.get(0).id()).orElseThrow().learnt())
        .extracting(Actor::name)
        .isEqualTo("alice");
    // One that was made afterwards is another.
    rig.push("bob", a + " " + b + MAIN);
    assertThat(words(rig.takeIn())).containsExactly("updated main 1 new=1");
  }

  @Test
  void changesToldLongAgoAreForgottenWithTheNextOnes() throws Exception {
    for (String each : List.of("x", "y", "z")) {
      rig.spool(
          GitSource.TRANSACTION, rig.now, GitFixture.text(ZERO + " " + a + " refs/heads/" + each));
    }
    assertThat(rig.takeIn()).hasSize(3);
    rig.now = rig.now.plus(Duration.ofDays(5));
    rig.spool(GitSource.TRANSACTION, rig.now, GitFixture.text(a + " " + b + " refs/heads/z"));
    assertThat(rig.takeIn()).hasSize(1);
    assertThat(remembered()).containsExactly("x", "y", "z");

    rig.now = rig.now.plus(Duration.ofDays(3));
    rig.spool(GitSource.TRANSACTION, rig.now, GitFixture.text(a + " " + b + MAIN));
    assertThat(rig.takeIn()).hasSize(1);
    assertThat(remembered()).containsExactly("main", "z");
  }

  private List<String> remembered() {
    return rig.store.outbox().state("server").startingWith("@told ").keySet().stream()
        .map(each -> each.replace("@told refs/heads/", ""))
        .toList();
  }

  @Test
  void ledgerBeginsAnewInAnotherRepositoryOfThatName() throws Exception {
    String root = anotherRepository();
    rig.push("alice", ZERO + " " + root + MAIN);

    assertThat(words(rig.takeIn())).containsExactly("created main 1 new=1");
    assertThat(rig.ledger()).isEqualTo(git.refs());
  }

  @Test
  void anotherRepositoryIsKnownAlsoByTheCreationOfAnotherBranch() throws Exception {
    String root = anotherRepository();
    git.push("fresh:refs/heads/dev");
    rig.push("alice", ZERO + " " + root + " refs/heads/dev");

    assertThat(words(rig.takeIn())).containsExactly("created dev 0 new=0");
    assertThat(rig.ledger()).isEqualTo(git.refs());
  }

  @Test
  void comparisonWithAnotherRepositoryTellsNothing() throws Exception {
    String root = anotherRepository();
    rig.spool(GitSource.COMPARISON, rig.now, GitFixture.text(a + " " + root + MAIN));

    assertThat(rig.takeIn()).isEmpty();
    assertThat(rig.takeInLater()).isEmpty();
    assertThat(rig.ledger()).isEqualTo(git.refs());
  }

  /** Now another one lies there; the commit that its branch main is at. */
  private String anotherRepository() throws Exception {
    git.bare.run("update-ref", "-d", "refs/heads/main");
    git.bare.run("reflog", "expire", "--expire=now", "--all");
    git.bare.run("gc", "-q", "--prune=now");
    git.clone.run("checkout", "-q", "--orphan", "fresh");
    String root = git.commit("other");
    git.push("fresh:main");
    return root;
  }
}
