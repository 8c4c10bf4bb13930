package io.repohook.route;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.repohook.config.ConfigLoader;
import io.repohook.config.ConfigTree;
import io.repohook.dispatch.ScriptedChannel;
import io.repohook.event.Actor;
import io.repohook.event.Coordinates;
import io.repohook.event.Deployment;
import io.repohook.event.Event;
import io.repohook.event.EventId;
import io.repohook.event.Repository;
import io.repohook.outbox.Capacity;
import io.repohook.outbox.Gathered;
import io.repohook.outbox.Store;
import io.repohook.outbox.sqlite.SqliteStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What somebody deploys in a row comes in one message where {@code group: build} asks for it. */
class GroupedDeploysTest {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

  @TempDir Path folder;
  private final ScriptedChannel.Script script = new ScriptedChannel.Script();
  private final Set<String> deploying = new HashSet<>();
  private Instant now = NOON;
  private Store store;
  private ConfigTree tree;
  private Routes routes;

  @BeforeEach
  void open() throws IOException {
    tree = tree("{script: a}");
    routes = routes(tree);
    store = SqliteStore.open(folder.resolve("test.db"));
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void modulesOfOneBuildAreOneMessageHoweverLongItTakes() throws IOException {
    configure("{script: a, group: build}");
    for (String module : List.of("parent", "engine", "tank")) {
      deploy(module, "ci", "192.0.2.7");
      now = now.plusSeconds(50);
    }
    deploy("other", "alice", "192.0.2.7");

    now = now.plusSeconds(9);
    assertThat(closer().closeDue()).isFalse();
    now = now.plusSeconds(1);
    assertThat(closer().closeDue()).isTrue();
    assertThat(claims()).containsExactly(told("parent", "engine", "tank"));
    assertThat(store.digests().open())
        .extracting(Gathered::firstEvent)
        .containsExactly(EventId.event("other"));
  }

  @Test
  void whereNobodyLogsInTheAddressTellsBuildsApart() throws IOException {
    configure("{script: a, group: build}");
    deploy("engine", null, "192.0.2.7");
    deploy("tank", null, "192.0.2.7");
    deploy("other", null, "192.0.2.8");

    assertThat(store.digests().open()).extracting(Gathered::events).containsOnly(2, 1);
  }

  @Test
  void aBuildWaitsForTheDeployThatItsAccountHasBegun() throws IOException {
    configure("{script: a, group: build}");
    deploy("engine", "ci", "192.0.2.7");
    deploying.add("releases user ci");

    now = now.plusSeconds(61);
    assertThat(closer().closeDue()).isFalse();
    now = now.plusSeconds(59);
    assertThat(closer().closeDue()).isFalse();
    now = now.plusSeconds(2);
    deploy("tank", "ci", "192.0.2.7"); // Just when its time is over again.
    deploying.clear();
    assertThat(closer().closeDue()).isFalse();
    now = now.plusSeconds(60);
    assertThat(closer().closeDue()).isTrue();
    assertThat(claims()).containsExactly(told("engine", "tank"));
  }

  @Test
  void whoDeploysAllDayIsToldOfEachHour() throws IOException {
    configure("{script: a, group: build}");
    deploy("engine", "ci", "192.0.2.7");
    deploying.add("releases user ci");

    while (now.isBefore(NOON.plusSeconds(3600))) {
      assertThat(closer().closeDue()).isFalse();
      now = now.plusSeconds(30);
    }
    assertThat(closer().closeDue()).isTrue();
    assertThat(claims()).containsExactly(told("engine"));
  }

  @Test
  void anotherAccountsDeployKeepsNobodyWaiting() throws IOException {
    configure("{script: a, group: build}");
    deploy("engine", "ci", "192.0.2.7");
    deploying.add("releases user alice");
    deploying.add("snapshots user ci");

    now = now.plusSeconds(60);
    assertThat(closer().closeDue()).isTrue();
  }

  @Test
  void whatComesLongAfterwardsIsAnotherBuildAlsoIfNobodyWasThereToTell() throws IOException {
    configure("{script: a, group: build}");
    deploy("engine", "ci", "192.0.2.7");
    now = now.plusSeconds(600);
    deploy("tank", "ci", "192.0.2.7");

    assertThat(closer().closeDue()).isTrue();
    assertThat(claims()).containsExactly(told("engine"));
  }

  @Test
  void aBuildIsToldInTheWordsOfTheChannelThatThereIsByThen() throws IOException {
    configure("{script: a, group: build}");
    deploy("engine", "ci", "192.0.2.7");
    configure("{other: a, group: build}");

    now = now.plusSeconds(60);
    assertThat(closer().closeDue()).isTrue();
    assertThat(claims()).containsExactly(told("engine"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "group: build               | PT1M",
        "group: build, digest: 5m   | PT5M",
        "group: build, digest: off  | PT1M",
        "digest: 5m                 | PT5M",
      })
  void theSilenceIsAMinuteOrWhatDigestSays(String words, Duration silence) throws IOException {
    configure("{script: a, %s}".formatted(words));
    deploy("engine", "ci", "192.0.2.7");

    assertThat(store.digests().open())
        .extracting(Gathered::closes)
        .containsExactly(NOON.plus(silence));
  }

  @Test
  void whatGroupsNothingIsWarnedOfAndWhatIsNoGroupIsAnError() throws IOException {
    configure("{script: a, events: [git.push], group: build}");
    assertThat(tree.problems().errors()).isEmpty();
    assertThat(tree.problems().all().toString()).contains("it groups nothing");

    configure("{script: a, group: biuld}");
    assertThat(tree.problems().errors().toString()).contains("write one of: build");
  }

  private void deploy(String artifact, @Nullable String name, String address) {
    Event event =
        new Event(
            EventId.event(artifact),
            now,
            Repository.artifact("releases"),
            new Actor(name, null, address),
            new Deployment(new Coordinates("com.example", artifact, "1.0", null), List.of(), true));
    store
        .outbox()
        .commit(
            new Router(() -> routes, () -> store.outbox().disabled().keySet())
                .route("log", now, "releases", List.of(event), Map.of()));
  }

  private static String told(String... artifacts) {
    return "{artifact.deployed=%d} %s"
        .formatted(artifacts.length, Stream.of(artifacts).map(EventId::event).toList());
  }

  private DigestCloser closer() {
    return new DigestCloser(
        store.digests(),
        () -> routes,
        () -> store.outbox().disabled().keySet(),
        (repository, client) -> deploying.contains(repository + " " + client),
        () -> now);
  }

  private List<String> claims() {
    return store
        .outbox()
        .claim("t", now, Duration.ofHours(1), new Capacity(9, 9, Map.of()))
        .stream()
        .map(each -> new String(each.message().body().bytes(), UTF_8))
        .toList();
  }

  private void configure(String subscription) throws IOException {
    tree = tree(subscription);
    routes = routes(tree);
  }

  private ConfigTree tree(String subscription) throws IOException {
    Path config = folder.resolve("config");
    Files.createDirectories(config.resolve("repositories"));
    Files.writeString(config.resolve("repohook.yaml"), "");
    Files.writeString(
        config.resolve("repositories/releases.yaml"), "subscriptions:\n  ci: " + subscription);
    return ConfigLoader.load(config, Map.of());
  }

  private Routes routes(ConfigTree read) {
    return Routes.read(
        read,
        List.of(script.named("script"), script.named("other")),
        RepositoryNames.read(read, List.of()));
  }
}
