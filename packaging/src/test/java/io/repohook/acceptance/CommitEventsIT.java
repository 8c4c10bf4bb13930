package io.repohook.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One message a commit, for each subscription by its own branches. */
class CommitEventsIT {
  @TempDir Path folder;
  private RecordingReceiver all;
  private RecordingReceiver main;
  private Installation repohook;
  private GitPusher alice;

  @BeforeEach
  void begin() {
    all = RecordingReceiver.open();
    main = RecordingReceiver.open();
    repohook =
        Installation.in(folder)
            .repositoryFile(
                "ocean",
                """
                subscriptions:
                  all: {webhook: "%s", events: [git.commit], max_commits: 3}
                  main: {webhook: "%s", events: [git.commit], branches: [main]}
                """
                    .formatted(all.url(), main.url()));
    alice = repohook.repository("ocean");
    repohook.serve();
  }

  @AfterEach
  void end() {
    all.close();
    main.close();
    repohook.close();
  }

  @Test
  void eachSubscriptionGetsEachCommitOfItsBranchesOnce() throws Exception {
    String first = alice.commit("README.md", "Say hello");
    alice.push("main");
    alice.git("checkout", "-q", "-b", "feature");
    String feature = alice.commit("a.c", "Begin");
    alice.push("feature");
    alice.git("checkout", "-q", "main");
    alice.git("merge", "-q", "--no-ff", "-m", "Merge", "feature");
    String merge = alice.id("main");
    alice.push("main");

    assertThat(commits(Stream.generate(all::take).limit(3)))
        .containsExactlyInAnyOrder(first, feature, merge);
    List<Arrival> arrivals = Stream.generate(main::take).limit(3).toList();
    assertThat(commits(arrivals.stream())).containsExactly(first, feature, merge);
    assertThat(arrivals.get(1).data().path("commit").path("new").asBoolean()).isFalse();
    EventSchema schema = new EventSchema();
    for (Arrival each : arrivals) {
      assertThat(schema.violations(each)).isEmpty();
    }

    for (int i = 0; i < 4; i++) {
      alice.commit("b.c", "More " + i);
    }
    alice.push("main");
    assertThat(all.take().data().path("summary").path("commits").asInt()).isEqualTo(4);
    assertThat(commits(Stream.generate(main::take).limit(4))).doesNotHaveDuplicates();
    assertThat(all.all()).hasSize(4);
    assertThat(main.all()).hasSize(7);
  }

  private static List<String> commits(Stream<Arrival> arrivals) {
    return arrivals.map(each -> each.data().path("commit").path("id").asString()).toList();
  }
}
