package io.repohook.git;

import static org.assertj.core.api.Assertions.assertThat;

import io.repohook.config.Patterns;
import io.repohook.event.Commit;
import io.repohook.event.CommitAdded;
import io.repohook.event.Event;
import io.repohook.intake.CommitInterest;
import io.repohook.outbox.SubscriptionKey;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One event a commit, for those who ask for it. */
class CommitEventTest {
  private static final SubscriptionKey ALL = new SubscriptionKey("ocean", "all");
  private static final SubscriptionKey MAIN = new SubscriptionKey("ocean", "main");
  private static final SubscriptionKey OTHER = new SubscriptionKey("ocean", "other");

  @TempDir Path folder;
  private GitFixture git;
  private TakenIn taken;

  @BeforeEach
  void makeRepository() throws Exception {
    git = new GitFixture(folder);
    taken = new TakenIn(git.server);
    taken.want(interest(List.of(), 2_048, ALL), interest(List.of("main"), 2_048, MAIN));
  }

  private static CommitInterest interest(List<String> branches, int most, SubscriptionKey who) {
    Patterns patterns = Patterns.of(branches);
    return new CommitInterest(
        branches,
        ref -> branches.isEmpty() || patterns.admit(ref.replace("refs/heads/", "")),
        most,
        Set.of(who));
  }

  /** The commits that a subscription got of these events, in their order. */
  private List<String> got(SubscriptionKey who, List<Event> events) {
    List<String> ids = new ArrayList<>();
    for (Event each : events) {
      if (each.data() instanceof CommitAdded added
          && Objects.requireNonNull(taken.audiences.get(each.id())).contains(who)) {
        Commit commit = added.commit();
        ids.add(commit == null ? "summary" : commit.id());
      }
    }
    return ids;
  }

  @Test
  void everybodyGetsTheCommitsOfAPushAfterThePush() throws Exception {
    String first = git.commit("a");
    String second = git.commit("b");

    List<Event> events = taken.take(git.push("main"));

    assertThat(events)
        .extracting(each -> each.type().wireName())
        .containsExactly("git.push", "git.commit", "git.commit");
    assertThat(got(ALL, events)).containsExactly(first, second);
    assertThat(got(MAIN, events)).containsExactly(first, second);
    CommitAdded added = (CommitAdded) events.get(2).data();
    assertThat(added.ref()).isEqualTo("refs/heads/main");
    assertThat(Objects.requireNonNull(added.commit()).isNew()).isTrue();
    assertThat(added.commit().added()).containsExactly("b");
  }

  @Test
  void featureMergedByFastForwardIsToldToMainThen() throws Exception {
    git.commit("a");
    taken.take(git.push("main"));
    git.clone.run("checkout", "-q", "-b", "feature");
    String feature = git.commit("b");

    List<Event> pushed = taken.take(git.push("feature"));
    assertThat(got(ALL, pushed)).containsExactly(feature);
    assertThat(got(MAIN, pushed)).isEmpty();

    List<Event> merged = taken.take(git.push("feature:main"));
    assertThat(got(ALL, merged)).isEmpty();
    assertThat(got(MAIN, merged)).containsExactly(feature);
    CommitAdded added = (CommitAdded) merged.get(1).data();
    assertThat(Objects.requireNonNull(added.commit()).isNew()).isFalse();
  }

  @Test
  void featureMergedByAMergeCommitIsToldToMainWithIt() throws Exception {
    git.commit("a");
    taken.take(git.push("main"));
    git.clone.run("checkout", "-q", "-b", "feature");
    String feature = git.commit("b");
    taken.take(git.push("feature"));
    git.clone.run("checkout", "-q", "main");
    String merge = git.merge("feature");

    List<Event> events = taken.take(git.push("main"));

    assertThat(got(ALL, events)).containsExactly(merge);
    assertThat(got(MAIN, events)).containsExactly(feature, merge);
  }

  @Test
  void commitThatSeveralBranchesBringIsToldOfTheFirstOnly() throws Exception {
    git.commit("a");
    String second = git.commit("b");

    List<Event> events = taken.take(git.push("main~1:refs/heads/a", "main:refs/heads/b", "main"));

    assertThat(got(ALL, events)).hasSize(2).doesNotHaveDuplicates().endsWith(second);
    assertThat(got(MAIN, events)).hasSize(2).doesNotHaveDuplicates().endsWith(second);
  }

  @Test
  void commitThatWasForcedAwayAndComesAgainIsToldAgain() throws Exception {
    git.commit("a");
    String second = git.commit("b");
    taken.take(git.push("main"));

    assertThat(got(MAIN, taken.take(git.push("+main~1:main")))).isEmpty();
    List<Event> again = taken.take(git.push("main"));
    assertThat(got(MAIN, again)).containsExactly(second);
    assertThat(got(ALL, again)).containsExactly(second);
  }

  @Test
  void whatOnePushBringsHasOneOccasionAndTheNextPushAnother() throws Exception {
    git.commit("a");
    List<Event> first = taken.take(git.push("main", "main:refs/tags/v1"));
    git.commit("b");
    List<Event> second = taken.take(git.push("main"));

    assertThat(first).hasSizeGreaterThan(2);
    assertThat(first.stream().map(Event::occasion).distinct()).hasSize(1);
    assertThat(second.stream().map(Event::occasion).distinct())
        .hasSize(1)
        .doesNotContain(first.get(0).occasion());
  }

  @Test
  void deletedBranchesAndTagsBringNothing() throws Exception {
    git.commit("a");
    taken.take(git.push("main"));

    List<Event> events = taken.take(git.push("main:refs/tags/v1", ":main"));

    assertThat(got(ALL, events)).isEmpty();
  }

  @Test
  void moreThanAreWantedAreOneSummaryForThose() throws Exception {
    taken.want(interest(List.of(), 2, ALL), interest(List.of("main"), 3, MAIN));
    git.commit("a");
    git.commit("b");
    git.commit("c");

    List<Event> events = taken.take(git.push("main~1:refs/heads/x", "main"));

    assertThat(got(ALL, events)).containsExactly("summary");
    assertThat(got(MAIN, events)).hasSize(3).doesNotContain("summary");
    CommitAdded.Summary summary =
        events.stream()
            .map(Event::data)
            .filter(CommitAdded.class::isInstance)
            .map(each -> ((CommitAdded) each).summary())
            .filter(Objects::nonNull)
            .findFirst()
            .orElseThrow();
    assertThat(summary.commits()).isEqualTo(3);
    assertThat(summary.refs().stream().mapToInt(CommitAdded.Part::commits).sum()).isEqualTo(3);
  }

  @Test
  void gapAndThePushAfterItEachHaveTheirSummary() throws Exception {
    taken.want(interest(List.of(), 1, ALL));
    git.commit("a");
    taken.take(git.push("main"));
    git.commit("b");
    git.commit("c");
    git.push("main"); // Its file is lost.
    git.commit("d");
    git.commit("e");

    List<Event> events = taken.take(git.push("main"));

    assertThat(got(ALL, events)).containsExactly("summary", "summary");
    assertThat(events).extracting(Event::id).doesNotHaveDuplicates();
    assertThat(events.stream().map(Event::data).filter(CommitAdded.class::isInstance))
        .extracting(each -> ((CommitAdded) each).reconciled())
        .containsExactly(true, false);
  }

  @Test
  void subscriptionsThatWantTheSameBranchesGetTheSameEvents() throws Exception {
    taken.want(
        interest(List.of("main"), 2, ALL),
        interest(List.of("main"), 3, MAIN),
        interest(List.of("main"), 1, OTHER));
    String first = git.commit("a");
    String second = git.commit("b");

    List<Event> events = taken.take(git.push("main"));

    assertThat(got(ALL, events)).containsExactly(first, second);
    assertThat(got(MAIN, events)).containsExactly(first, second);
    assertThat(got(OTHER, events)).containsExactly("summary");
    assertThat(events).hasSize(4);
  }

  @Test
  void subscriptionsThatWantTheSameBranchesShareWhatItCostsToFindTheirCommits() throws Exception {
    git.commit("a");
    git.push("main");
    taken.take(git.push("main:refs/heads/x"));
    int[] read = new int[3];
    for (int i = 0; i < 3; i++) {
      List<String> main = List.of("main");
      taken.want(
          interest(main, 1, ALL),
          interest(i < 1 ? main : List.of("m*"), 2, MAIN),
          interest(i < 2 ? main : List.of("*"), 3, OTHER));
      taken.read = 0;
      git.commit("f" + i);
      taken.take(git.push("main"));
      read[i] = taken.read;
    }

    int walk = read[1] - read[0];
    assertThat(walk).isPositive();
    assertThat(read[2]).isEqualTo(read[1] + walk);
  }

  @Test
  void takingTheSameFileTwiceGivesTheSameIds() throws Exception {
    git.commit("a");
    var file = git.push("main");
    TakenIn other = new TakenIn(git.server);
    other.want(interest(List.of("main"), 2_048, MAIN));

    assertThat(other.take(file)).isEqualTo(taken.take(file));
  }
}
