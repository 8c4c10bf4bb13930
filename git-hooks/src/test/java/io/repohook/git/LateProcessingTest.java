package io.repohook.git;

import static io.repohook.git.BranchPushTest.counts;
import static io.repohook.git.BranchPushTest.ids;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.repohook.event.Event;
import io.repohook.event.Push;
import io.repohook.spool.MalformedSpoolFileException;
import io.repohook.spool.SpoolFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LateProcessingTest {
  @TempDir Path folder;
  private GitFixture git;
  private TakenIn taken;

  @BeforeEach
  void branchMainIsOnTheServer() throws Exception {
    git = new GitFixture(folder);
    taken = new TakenIn(git.server);
    git.commit("README.md");
    git.push("main");
  }

  @Test
  void pushesTakenInLateAndTogetherTellWhatTheyWouldHaveToldAtOnce() throws Exception {
    SpoolFile baseline = git.baseline();
    TakenIn atOnce = new TakenIn(git.server);
    atOnce.take(baseline);
    List<SpoolFile> files = new ArrayList<>();
    List<Event> prompt = new ArrayList<>();
    for (String[] refs : pushes()) {
      if (refs[0].startsWith("checkout") || refs[0].startsWith("reset")) {
        git.clone.run(refs);
        git.commit("file" + files.size());
        continue;
      }
      SpoolFile file = git.push(refs);
      files.add(file);
      prompt.addAll(atOnce.take(file));
    }

    taken.take(baseline);
    List<Event> late = taken.takeAll(files);

    assertThat(late).isEqualTo(prompt).hasSize(9);
    assertThat(taken.ledger()).isEqualTo(git.refs()).isEqualTo(atOnce.ledger());
  }

  private static List<String[]> pushes() {
    return List.of(
        new String[] {"checkout", "-q", "-b", "feature"},
        new String[] {"feature", "feature:refs/tags/v1"},
        new String[] {"checkout", "-q", "-b", "two", "main"},
        new String[] {"two", "feature:refs/heads/copy"},
        new String[] {"reset", "-q", "--hard", "feature"},
        new String[] {"+two", ":copy"},
        new String[] {"two:main"},
        new String[] {":feature", "feature:refs/heads/feature/x"});
  }

  @Test
  void firstSightAfterABaselineKnowsWhatIsOld() throws Exception {
    taken.take(git.baseline());
    String second = git.commit("a");

    assertThat(ids(taken.push(git.push("main:refs/heads/feature")))).containsExactly(second);
    assertThat(taken.ledger()).isEqualTo(git.refs());
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void firstSightWithoutABaselinePutsWaitingRefsBack(boolean withBaseline) throws Exception {
    git.clone.run("tag", "v0");
    git.push("v0", "main:refs/heads/kept", "main:refs/heads/gone");
    SpoolFile baseline = git.baseline();
    String second = git.commit("a");
    SpoolFile one = git.push("main", "main:refs/heads/created");
    String third = git.commit("b");
    SpoolFile two = git.push("main", ":gone", "+main:refs/tags/v0");
    if (withBaseline) {
      taken.take(baseline);
    }

    List<Event> events = taken.take(one, two);

    assertThat(pushesOf("refs/heads/main", events))
        .extracting(BranchPushTest::ids)
        .containsExactly(List.of(second), List.of(third));
    assertThat(pushesOf("refs/heads/created", events))
        .extracting(BranchPushTest::ids)
        .containsExactly(List.of(second));
    assertThat(
            events.stream()
                .map(Event::data)
                .filter(Push.class::isInstance)
                .mapToInt(each -> ((Push) each).newCommits()))
        .containsExactlyInAnyOrder(1, 0, 1, 0);
    assertThat(taken.ledger()).isEqualTo(git.refs());
  }

  @Test
  void firstSightByAChangeThatIsNoPushTellsIt() throws Exception {
    String first = git.head();
    String second = git.commit("a");
    git.push("main");
    String line = first + " " + second + " refs/heads/main";

    List<Event> events = taken.take(git.file(GitSource.TRANSACTION, GitFixture.text(line)));

    assertThat(IntakeRig.words(events)).containsExactly("updated main 1 new=1");
    assertThat(taken.ledger()).isEqualTo(git.refs());
  }

  @Test
  void firstPushIntoAnEmptyRepositoryListsEverything() throws Exception {
    GitFixture empty = new GitFixture(folder.resolve("empty"));
    String root = empty.commit("a");
    String second = empty.commit("b");

    Push push = new TakenIn(empty.server).push(empty.push("main"));

    assertThat(ids(push)).containsExactly(root, second);
    assertThat(counts(push)).containsExactly(2, 2, 0);
  }

  @Test
  void emptyBaselineIsKnowledgeToo() throws Exception {
    GitFixture empty = new GitFixture(folder.resolve("empty"));
    TakenIn ledger = new TakenIn(empty.server);
    ledger.take(empty.file(GitSource.BASELINE, new byte[0]));
    empty.commit("a");
    SpoolFile push = empty.push("main");
    // Told to nobody: were the refs read now, it would count as old.
    empty.bare.run("update-ref", "refs/heads/unheard", "refs/heads/main");

    assertThat(counts(ledger.push(push))).containsExactly(1, 1, 0);
  }

  @Test
  void baselineThatComesLaterChangesNothing() throws Exception {
    git.commit("a");
    SpoolFile baseline = git.baseline();
    taken.take(git.push("main"));

    taken.take(baseline);

    assertThat(taken.ledger()).isEqualTo(git.refs());
  }

  @Test
  void pushThatNobodyHeardOfIsToldBeforeTheOneThatShowsIt() throws Exception {
    taken.take(git.push("main:refs/heads/x"));
    git.commit("unheard");
    git.push("main");
    String told = git.commit("told");

    List<Event> events = taken.take(git.push("main"));

    assertThat(IntakeRig.words(events))
        .containsExactly("updated main 1 new=1 reconciled", "updated main 1 new=1");
    assertThat(ids((Push) events.get(1).data())).containsExactly(told);
    assertThat(taken.ledger()).isEqualTo(git.refs());
  }

  @Test
  void branchThatWasDeletedUnheardIsCreatedAnew() throws Exception {
    git.clone.run("checkout", "-q", "-b", "feature");
    String second = git.commit("a");
    taken.take(git.push("feature"));
    git.push(":feature");

    List<Event> events = taken.take(git.push("feature"));

    assertThat(IntakeRig.words(events))
        .containsExactly("deleted feature 0 new=0 reconciled", "created feature 1 new=1");
    assertThat(ids((Push) events.get(1).data())).containsExactly(second);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "no id refs/heads/main\n",
        "1234 refs/heads/main\n",
        "0123456789012345678901234567890123456789\n"
      })
  void baselineThatIsNoneIsRefused(String lines) {
    SpoolFile file = git.file(GitSource.BASELINE, lines.getBytes(UTF_8));
    if (lines.isEmpty()) {
      SpoolFile without =
          new SpoolFile(file.name(), file.writtenAt(), file.owner(), file.records().subList(0, 2));
      assertThatThrownBy(() -> taken.take(without))
          .isInstanceOf(MalformedSpoolFileException.class)
          .hasMessageContaining("refs");
    } else {
      assertThatThrownBy(() -> taken.take(file))
          .isInstanceOf(MalformedSpoolFileException.class)
          .hasMessageContaining("<id> <ref>");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "one",
        "0123456789012345678901234567890123456789 refs/heads/main",
        "0123456789012345678901234567890123456789 0123 refs/heads/main",
        "0123456789012345678901234567890123456789 0123456789012345678901234567890123456789 ",
        "012345678901234567890123456789012345678G 0123456789012345678901234567890123456789 x",
      })
  void pushThatIsNoneIsRefused(String line) {
    assertThatThrownBy(() -> taken.take(git.lines(line)))
        .isInstanceOf(MalformedSpoolFileException.class)
        .hasMessageContaining("ref line");
  }

  private static List<Push> pushesOf(String ref, List<Event> events) {
    return events.stream()
        .filter(each -> each.data().subject().equals(ref))
        .map(each -> (Push) each.data())
        .toList();
  }
}
