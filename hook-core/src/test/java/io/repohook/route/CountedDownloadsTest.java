package io.repohook.route;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.repohook.channel.Downloads;
import io.repohook.config.ConfigLoader;
import io.repohook.config.ConfigTree;
import io.repohook.dispatch.ScriptedChannel;
import io.repohook.event.Actor;
import io.repohook.event.ArtifactFile;
import io.repohook.event.Coordinates;
import io.repohook.event.Event;
import io.repohook.event.EventId;
import io.repohook.event.FileChange;
import io.repohook.event.FileEvent;
import io.repohook.event.Repository;
import io.repohook.outbox.Capacity;
import io.repohook.outbox.Gathered;
import io.repohook.outbox.Query;
import io.repohook.outbox.RecordedEvent;
import io.repohook.outbox.Store;
import io.repohook.outbox.sqlite.SqliteStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Downloads are counted by who wants them, and told at once to who says so. */
class CountedDownloadsTest {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  private static final String ALL = "events: [artifact.uploaded, artifact.downloaded]";

  @TempDir Path folder;
  private final ScriptedChannel.Script script = new ScriptedChannel.Script();
  private final List<Event> events = new ArrayList<>();
  private Instant now = NOON;
  private Store store;
  private Routes routes;

  @BeforeEach
  void open() throws IOException {
    routes = routes("");
    store = SqliteStore.open(folder.resolve("test.db"));
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void withoutAWordOfItDownloadsGatherForAnHourAndOthersGoAtOnce() throws IOException {
    configure("  ci: {script: a, " + ALL + "}\n");
    happens(FileChange.CREATED, "a.zip", "ci");
    happens(FileChange.DOWNLOADED, "a.zip", "x");
    happens(FileChange.DOWNLOADED, "a.zip", "y");
    commit();

    assertThat(claims()).containsExactly(id(0));
    assertThat(recorded()).containsExactly("artifact.uploaded", "artifact.downloaded");
    now = NOON.plus(Duration.ofMinutes(60)).minusMillis(1);
    assertThat(closer().closeDue()).isFalse();
    now = NOON.plus(Duration.ofMinutes(60));
    assertThat(closer().closeDue()).isTrue();
    assertThat(claims()).contains("{artifact.downloaded=2} []");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "digest: off       | 2 | 0 |",
        "paths: '*.zip'    | 0 | 1 | PT1H",
        "digest: 10m       | 0 | 2 | PT10M",
        "pushers: x        | 0 | 1 | PT1H",
        "coordinates: 'com.example:*' | 0 | 1 | PT1H",
        "coordinates: 'org:*' | 0 | 0 |",
        "enabled: false    | 0 | 0 |",
      })
  void eachSubscriptionsOwnWordsDecideWhatIsCountedForIt(
      String words, int atOnce, long counted, Duration interval) throws IOException {
    configure("  ci: {script: a, %s, %s}\n".formatted(ALL, words));
    happens(FileChange.DOWNLOADED, "a.zip", "x");
    happens(FileChange.DOWNLOADED, "com/example/rocket/1.0/rocket-1.0.jar", "y");
    commit();

    assertThat(claims()).hasSize(atOnce);
    List<Gathered> open = store.digests().open();
    assertThat(open.stream().mapToLong(Gathered::events).sum()).isEqualTo(counted);
    if (counted > 0) {
      assertThat(open.get(0).closes()).isEqualTo(NOON.plus(interval));
    }
    assertThat(recorded()).hasSize(Math.max(atOnce, counted > 0 ? 1 : 0));
  }

  @Test
  void oneIsToldAtOnceAndAnotherCountsTheSame() throws IOException {
    configure("  ci: {script: a, %s, digest: off}\n  team: {script: a, %s}\n".formatted(ALL, ALL));
    happens(FileChange.DOWNLOADED, "a.zip", "x");
    happens(FileChange.DOWNLOADED, "b.zip", "x");
    commit();

    assertThat(claims()).containsExactly(id(0), id(1));
    assertThat(recorded()).hasSize(2);
    Downloads downloads = counted();
    assertThat(downloads.total()).isEqualTo(2);
    assertThat(downloads.addresses().number()).isEqualTo(1);
  }

  @Test
  void aDownloadThatNobodyWantsLeavesNothing() throws IOException {
    configure("  ci: {script: a}\n");
    happens(FileChange.DOWNLOADED, "a.zip", "x");
    commit();

    assertThat(recorded()).isEmpty();
    assertThat(store.digests().open()).isEmpty();
  }

  @Test
  void snapshotsOfAVersionAreOneThing() throws IOException {
    configure("  ci: {script: a, " + ALL + "}\n");
    happens(FileChange.DOWNLOADED, "com/example/rocket/1-SNAPSHOT/rocket-1-1.jar", "x");
    happens(FileChange.DOWNLOADED, "com/example/rocket/1-SNAPSHOT/rocket-1-2.jar", "y");
    commit();

    Downloads.Thing thing = counted().listed().get(0);
    assertThat(thing.name()).isEqualTo("com.example:rocket:1-SNAPSHOT");
    assertThat(Objects.requireNonNull(thing.coordinates()).snapshotVersion()).isNull();
    assertThat(thing.downloads()).isEqualTo(2);
    assertThat(thing.files()).hasSize(2);
  }

  private Downloads counted() {
    now = NOON.plus(Duration.ofDays(1));
    Downloads downloads = store.digests().read(store.digests().due(now).get(0)).downloads();
    assertThat(downloads).isNotNull();
    return downloads;
  }

  private void happens(FileChange change, String path, String by) {
    String[] parts = path.split("/");
    Coordinates coordinates =
        parts.length == 5
            ? new Coordinates(
                parts[0] + "." + parts[1],
                parts[2],
                parts[3],
                parts[3].endsWith("-SNAPSHOT") ? parts[4] : null)
            : null;
    FileEvent data =
        new FileEvent(
            new ArtifactFile(path, null, coordinates == null ? null : "jar", 7L, change),
            coordinates,
            Map.of(),
            null,
            List.of());
    events.add(
        new Event(
            id(events.size()),
            now,
            Repository.artifact("releases"),
            new Actor(by, null, by),
            data));
  }

  private static String id(int number) {
    return EventId.event("e" + number);
  }

  private void commit() {
    store
        .outbox()
        .commit(
            new Router(() -> routes, () -> store.outbox().disabled().keySet())
                .route("log", now, "releases", events, Map.of()));
  }

  private DigestCloser closer() {
    return new DigestCloser(
        store.digests(),
        () -> routes,
        () -> store.outbox().disabled().keySet(),
        (repository, client) -> false,
        () -> now);
  }

  private List<String> recorded() {
    return store.history().events(Query.all(9)).stream()
        .map(RecordedEvent::type)
        .sorted(Comparator.reverseOrder())
        .toList();
  }

  private List<String> claims() {
    return store
        .outbox()
        .claim("t", now, Duration.ofSeconds(15), new Capacity(9, 9, Map.of()))
        .stream()
        .map(each -> new String(each.message().body().bytes(), UTF_8))
        .toList();
  }

  private void configure(String subscriptions) throws IOException {
    routes = routes(subscriptions);
  }

  private Routes routes(String subscriptions) throws IOException {
    Path config = folder.resolve("config");
    Files.createDirectories(config.resolve("repositories"));
    Files.writeString(config.resolve("repohook.yaml"), "");
    Files.writeString(
        config.resolve("repositories/releases.yaml"), "subscriptions:\n" + subscriptions);
    ConfigTree tree = ConfigLoader.load(config, Map.of());
    Routes read =
        Routes.read(tree, List.of(script.named("script")), RepositoryNames.read(tree, List.of()));
    assertThat(tree.problems().errors()).isEmpty();
    return read;
  }
}
