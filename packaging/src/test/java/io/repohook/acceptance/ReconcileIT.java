package io.repohook.acceptance;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What hooks did not report, or several at once. */
class ReconcileIT {
  private static final String ZERO = "0".repeat(40);

  @TempDir Path folder;
  private RecordingReceiver receiver;
  private Installation repohook;
  private GitPusher alice;

  @BeforeEach
  void begin() {
    receiver = RecordingReceiver.open();
    repohook =
        Installation.in(folder)
            .repositoryFile(
                "ocean", "subscriptions: {ci: {webhook: \"%s\"}}\n".formatted(receiver.url()));
    reconcileEvery("off");
    alice = repohook.repository("ocean");
  }

  @AfterEach
  void end() {
    receiver.close();
    repohook.close();
  }

  @Test
  void whatNoHookReportedIsToldOnceAndMarked() throws IOException {
    String first = alice.commit("README.md", "Say hello");
    alice.push("main");
    Server server = repohook.serve();
    assertThat(receiver.take().data().path("reconciled").asBoolean()).isFalse();
    server.stop();

    Path hook = repohook.bare("ocean").resolve("hooks/post-receive");
    Path off = Files.move(hook, hook.resolveSibling("off"));
    String second = alice.commit("a.c", "Unheard");
    alice.push("main");
    alice.git("checkout", "-q", "-b", "feature");
    String other = alice.commit("b.c", "Unheard too");
    alice.push("feature");
    String another = alice.commit("b.c", "And a third time");
    alice.push("feature");
    GitPusher.at(repohook.bare("ocean")).git("update-ref", "refs/heads/hot", first);
    Files.move(off, hook);
    alice.git("checkout", "-q", "main");
    String third = alice.commit("c.c", "Heard late");
    alice.push("main");
    Path late = onlyFile(repohook.spool());
    Path aside = Files.move(late, folder.resolve(late.getFileName()));

    server = repohook.serve();
    assertThat(repohook.run("reconcile").exits(0).out())
        .contains("ocean: 3 refs changed that no hook has reported yet");

    Map<String, Arrival> told =
        IntStream.range(0, 3)
            .mapToObj(any -> receiver.take())
            .collect(toMap(Arrival::ref, each -> each));
    assertThat(told).containsOnlyKeys("refs/heads/main", "refs/heads/feature", "refs/heads/hot");
    assertThat(told.values())
        .allSatisfy(
            each -> {
              assertThat(each.data().path("reconciled").asBoolean()).isTrue();
              assertThat(each.event().path("actor").path("name").isNull()).isTrue();
            });
    Arrival main = Objects.requireNonNull(told.get("refs/heads/main"));
    assertThat(main.change()).isEqualTo(new RefChange("ocean", "refs/heads/main", first, third));
    Arrival feature = Objects.requireNonNull(told.get("refs/heads/feature"));
    assertThat(feature.change())
        .isEqualTo(new RefChange("ocean", "refs/heads/feature", ZERO, another));
    List<String> fresh = new ArrayList<>();
    told.values().forEach(each -> fresh.addAll(newCommits(each)));
    assertThat(fresh).containsExactlyInAnyOrder(second, third, other, another);

    Files.move(aside, late);
    alice.push("main:refs/heads/marker");
    Arrival marker = receiver.take();
    assertThat(marker.change()).isEqualTo(new RefChange("ocean", "refs/heads/marker", ZERO, third));
    server.awaitMetric("repohook_spool_files(\\{.*})? 0\\.0");
    assertThat(repohook.run("events", "show", main.event().path("id").asString()).exits(0).err())
        .anyMatch(line -> line.startsWith("its push was reported later"));
    assertThat(repohook.run("reconcile", "ocean").exits(0).out()).contains("ocean: as it is known");
    assertThat(receiver.all()).hasSize(5);
  }

  @Test
  void hookOfAllChangesTellsThemAtOnce() {
    alice.commit("README.md", "Say hello");
    alice.push("main");
    repohook.serve();
    receiver.take();
    assertThat(repohook.run("install", "--all-changes", "ocean").exits(0).out())
        .anyMatch(line -> line.endsWith(": post-receive already there"))
        .anyMatch(line -> line.endsWith(": reference-transaction installed"));

    GitPusher.at(repohook.bare("ocean")).git("update-ref", "refs/heads/hot", alice.id("main"));

    Arrival hot = receiver.take();
    assertThat(hot.change())
        .isEqualTo(new RefChange("ocean", "refs/heads/hot", ZERO, alice.id("main")));
    assertThat(hot.data().path("reconciled").asBoolean()).isFalse();
    assertThat(hot.event().path("actor").path("name").isNull()).isFalse();
    alice.commit("a.c", "Pushed");
    alice.push("main");
    assertThat(receiver.take().ref()).isEqualTo("refs/heads/main");
    assertThat(repohook.run("uninstall", "ocean").exits(0).out())
        .anyMatch(line -> line.endsWith(": reference-transaction removed"));
    assertThat(receiver.all()).hasSize(3);
  }

  @Test
  void serverLooksByItself() {
    alice.commit("README.md", "Say hello");
    alice.push("main");
    reconcileEvery("1s");
    repohook.serve();
    assertThat(receiver.take().data().path("reconciled").asBoolean()).isFalse();

    GitPusher.at(repohook.bare("ocean")).git("update-ref", "refs/heads/hot", alice.id("main"));

    Arrival hot = receiver.take();
    assertThat(hot.change())
        .isEqualTo(new RefChange("ocean", "refs/heads/hot", ZERO, alice.id("main")));
    assertThat(hot.data().path("reconciled").asBoolean()).isTrue();
  }

  @Test
  void clonesThatPushAtOnceBringEachCommitOnce() throws Exception {
    alice.commit("README.md", "Say hello");
    alice.push("main");
    GitPusher bob = GitPusher.cloneOf(repohook.bare("ocean"), folder.resolve("clones/bob"));
    int rounds = 8;
    ExecutorService both = Executors.newFixedThreadPool(2);
    try {
      for (int i = 0; i < rounds; i++) {
        alice.commit("a.c", "Shared " + i);
        bob.git("pull", "-q", folder.resolve("clones/ocean").toString(), "main");
        String branch = String.valueOf(i);
        Future<?> one = both.submit(() -> alice.push("main:refs/heads/alice-" + branch, "main"));
        Future<?> two = both.submit(() -> bob.push("main:refs/heads/bob-" + branch));
        one.get();
        two.get();
      }
    } finally {
      both.shutdown();
    }

    repohook.serve();

    List<String> fresh = new ArrayList<>();
    for (int i = 0; i < 1 + 3 * rounds; i++) {
      fresh.addAll(newCommits(receiver.take()));
    }
    assertThat(fresh)
        .doesNotHaveDuplicates()
        .containsExactlyInAnyOrder(
            GitPusher.at(repohook.bare("ocean")).git("rev-list", "--branches").split("\n"));
  }

  private void reconcileEvery(String interval) {
    repohook.write(
        "repohook.yaml",
        "spool: %s\nstore: sqlite:%s\nlisten: 127.0.0.1:0\n"
                .formatted(repohook.spool(), repohook.store())
            + "git: {roots: [%s], grace: 1s, reconcile: %s}\n"
                .formatted(repohook.root(), interval));
  }

  private static List<String> newCommits(Arrival arrival) {
    List<String> ids = new ArrayList<>();
    for (JsonNode commit : arrival.data().path("commits")) {
      if (commit.path("new").asBoolean()) {
        ids.add(commit.path("id").asString());
      }
    }
    return ids;
  }

  private static Path onlyFile(Path spool) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(spool, "*.event")) {
      return files.iterator().next();
    }
  }
}
