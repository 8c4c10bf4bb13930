package io.repohook.outbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.repohook.channel.Body;
import io.repohook.channel.Digest;
import io.repohook.channel.Downloads;
import io.repohook.channel.Estimate;
import io.repohook.channel.Reason;
import io.repohook.event.Actor;
import io.repohook.event.ArtifactFile;
import io.repohook.event.Coordinates;
import io.repohook.event.Event;
import io.repohook.event.EventId;
import io.repohook.event.FileChange;
import io.repohook.event.FileEvent;
import io.repohook.event.Repository;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a store's digests promise of downloads, which are counted. */
abstract class CountingContract extends StoreContract {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Instant CLOSES = NOON.plus(HOUR);
  private static final String ROCKET = "com/example/rocket/1.0/rocket-1.0.";

  /** A download: what, and from where. */
  private record Load(String path, String address) {}

  private Digests digests() {
    return store().digests();
  }

  @Test
  void downloadsOfAnArtifactAddUpOverDeposits() {
    count("one", NOON, load(ROCKET + "jar", "a"), load(ROCKET + "jar", "b"), load("x.zip", "a"));
    count("two", NOON.plusSeconds(60), load(ROCKET + "pom", "a"), load(ROCKET + "jar", "c"));

    Digest digest = only();

    assertThat(digest.counts()).isEqualTo(Map.of("artifact.downloaded", 5));
    assertThat(digest.items()).isEmpty();
    assertThat(digest.truncated()).isFalse();
    Downloads downloads = downloads(digest);
    assertThat(downloads.total()).isEqualTo(5);
    assertThat(downloads.artifacts()).isEqualTo(2);
    assertThat(downloads.addresses()).isEqualTo(new Estimate(3, true));
    assertThat(downloads.listed())
        .containsExactly(
            new Downloads.Thing(
                new Coordinates("com.example", "rocket", "1.0", null),
                4,
                new Estimate(3, true),
                List.of(
                    new Downloads.File(ROCKET + "jar", null, "jar", 3),
                    new Downloads.File(ROCKET + "pom", null, "pom", 1))),
            new Downloads.Thing(
                null,
                1,
                new Estimate(1, true),
                List.of(new Downloads.File("x.zip", null, null, 1))));
  }

  @Test
  void onlyTheDownloadThatOpensADigestIsRecorded() {
    count("one", NOON, load("a", "x"), load("b", "x"));
    count("two", NOON, load("c", "x"));

    assertThat(history().events(Query.all(9)))
        .extracting(RecordedEvent::id)
        .containsExactly(EventId.event("one"));
    Gathered due = digests().due(CLOSES).get(0);
    assertThat(due.firstEvent()).isEqualTo(EventId.event("one"));
    assertThat(due.events()).isEqualTo(3);
  }

  @Test
  void aClosedDigestIsADeliveryAndItsCountsAreForgotten() {
    count("one", NOON, load("a", "x"), load("a", "x"));
    Gathered due = digests().due(CLOSES).get(0);
    digests().close(due, List.of(delivery(due, "{}", null)), CLOSES);

    Delivery listed = history().deliveries(Query.all(9)).get(0);
    assertThat(listed.isDigest()).isTrue();
    assertThat(listed.subject()).isEqualTo("2 events");
    assertThat(history().deliveriesOf(EventId.event("one"))).hasSize(1);
    assertThat(digests().read(due).downloads()).isNull();

    count("two", CLOSES, load("a", "y"));
    assertThat(downloads(only()).total()).isEqualTo(1);
  }

  @Test
  void whatCouldNotBeRenderedKeepsItsCountsUntilItIsPruned() {
    count("one", NOON, load("a", "x"));
    Gathered due = digests().due(CLOSES).get(0);
    digests().close(due, List.of(delivery(due, null, Reason.UNRENDERABLE)), CLOSES);
    history().redeliver(List.of(due.id()), CLOSES);
    assertThat(downloads(digests().read(digests().due(CLOSES).get(0))).total()).isEqualTo(1);

    digests().close(due, List.of(delivery(due, null, Reason.UNRENDERABLE)), CLOSES);
    Instant later = CLOSES.plusSeconds(1);
    assertThat(history().prune(later, later)).isEqualTo(1);
    assertThat(history().events(Query.all(9))).isEmpty();
    assertThat(outbox().holds("one")).isFalse();
  }

  @Test
  void whatIsOpenIsNeverPruned() {
    count("one", NOON, load("a", "x"));
    history().prune(CLOSES, CLOSES);

    assertThat(only().downloads()).isNotNull();
  }

  @Test
  void theOriginOfCountsIsKnownSoThatNoneIsCountedTwice() {
    count("one", NOON, load("a", "x"));
    count("two", NOON, load("a", "x"));

    assertThat(outbox().holds("one")).isTrue();
    assertThat(outbox().holds("two")).isTrue();
    assertThat(outbox().holds("three")).isFalse();
  }

  @Test
  void countsAndThePlaceOfTheirSourceAreCommittedTogether() {
    count("one", NOON, load("a", "x"));

    assertThat(outbox().state("ocean").get("place")).contains("one");
    assertThat(downloads(only()).total()).isEqualTo(1);
  }

  @Test
  void moreThanAMessageListsIsCountedAndTheMostWantedAreListed() {
    List<Load> loads = new ArrayList<>();
    for (int i = 0; i < Digests.MOST_LISTED + 5; i++) {
      loads.add(load("f" + i, "x" + i));
    }
    loads.add(load("f1004", "y"));
    count("one", NOON, loads.toArray(Load[]::new));

    Digest digest = only();

    Downloads downloads = downloads(digest);
    assertThat(downloads.artifacts()).isEqualTo(Digests.MOST_LISTED + 5);
    assertThat(downloads.listed()).hasSize(Digests.MOST_LISTED);
    assertThat(downloads.listed().get(0).name()).isEqualTo("f1004");
    assertThat(downloads.addresses().number()).isGreaterThan(900);
    assertThat(digest.truncated()).isTrue();
  }

  @Test
  void aFolderOfEndlesslyManyFilesStaysOneSmallRow() {
    List<Load> loads = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      loads.add(load(ROCKET + "x" + i, "x"));
    }
    count("one", NOON, loads.toArray(Load[]::new));

    Downloads downloads = downloads(only());

    assertThat(downloads.total()).isEqualTo(500);
    assertThat(downloads.listed().get(0).files()).hasSize(50);
  }

  private Digest only() {
    List<Gathered> due = digests().due(CLOSES.plus(HOUR));
    return digests().read(due.get(due.size() - 1));
  }

  private static Downloads downloads(Digest digest) {
    Downloads downloads = digest.downloads();
    assertThat(downloads).isNotNull();
    return downloads;
  }

  private static Load load(String path, String address) {
    return new Load(path, address);
  }

  private void count(String name, Instant at, Load... loads) {
    Map<String, DownloadCount> counts = new TreeMap<>();
    for (Load each : loads) {
      FileEvent event = event(each.path());
      counts
          .computeIfAbsent(DownloadCount.thing(event), thing -> DownloadCount.of(event))
          .add(event, each.address());
    }
    Repository repository = Repository.artifact("ocean");
    Event first =
        new Event(EventId.event(name), at, repository, Actor.UNKNOWN, event(loads[0].path()));
    Opening opening =
        new Opening("dig_" + name, first.id(), repository, key("ci"), "script", "https://a", HOUR);
    NewCounting counting =
        new NewCounting(
            opening, new NewEvent(first, "{}".getBytes(UTF_8)), List.copyOf(counts.values()));
    outbox()
        .commit(
            new Deposit(
                name,
                at,
                "ocean",
                List.of(),
                List.of(),
                List.of(),
                List.of(counting),
                Map.of("place", Optional.of(name)),
                Map.of()));
  }

  private static FileEvent event(String path) {
    boolean rocket = path.startsWith(ROCKET);
    ArtifactFile file =
        new ArtifactFile(
            path,
            null,
            rocket ? path.substring(ROCKET.length()) : null,
            null,
            FileChange.DOWNLOADED);
    Coordinates coordinates = rocket ? new Coordinates("com.example", "rocket", "1.0", null) : null;
    return new FileEvent(file, coordinates, Map.of(), null, List.of());
  }

  private static NewDelivery delivery(
      Gathered gathered, @Nullable String text, @Nullable Reason failed) {
    return new NewDelivery(
        gathered.id(),
        gathered.firstEvent(),
        gathered.subscription(),
        "",
        "digest",
        false,
        gathered.endpoint(),
        null,
        text == null ? null : new Body("text/plain", Map.of(), text.getBytes(UTF_8)),
        failed);
  }
}
