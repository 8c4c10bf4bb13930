package io.repohook.route;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.repohook.channel.Attempt;
import io.repohook.channel.Outcome;
import io.repohook.channel.Reason;
import io.repohook.config.ConfigLoader;
import io.repohook.config.ConfigTree;
import io.repohook.dispatch.ScriptedChannel;
import io.repohook.event.Actor;
import io.repohook.event.EndpointTrouble;
import io.repohook.event.Event;
import io.repohook.event.EventData;
import io.repohook.event.EventId;
import io.repohook.event.EventType;
import io.repohook.event.Repository;
import io.repohook.outbox.Capacity;
import io.repohook.outbox.Claim;
import io.repohook.outbox.Completion;
import io.repohook.outbox.Delivery;
import io.repohook.outbox.DeliveryState;
import io.repohook.outbox.Gathered;
import io.repohook.outbox.Next;
import io.repohook.outbox.Query;
import io.repohook.outbox.Store;
import io.repohook.outbox.sqlite.SqliteStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What gathers is told in one message, whatever becomes of the subscription in the meantime. */
class DigestCloserTest {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  private static final Instant CLOSES = NOON.plus(Duration.ofMinutes(10));
  private static final String DIGEST = "  ci: {script: a, events: '*', digest: 10m}\n";

  @TempDir Path folder;
  private final ScriptedChannel.Script script = new ScriptedChannel.Script();
  private Instant now = NOON;
  private Routes routes;
  private Store store;
  private Router router;
  private DigestCloser closer;

  @BeforeEach
  void wire() throws IOException {
    store = SqliteStore.open(folder.resolve("test.db"));
    routes = routes("script", DIGEST);
    router = new Router(() -> routes, () -> store.outbox().disabled().keySet());
    closer =
        new DigestCloser(
            store.digests(),
            () -> routes,
            () -> store.outbox().disabled().keySet(),
            (repository, client) -> false,
            () -> now);
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void whatGathersIsOneMessageWhenItsTimeIsOver() {
    happens("one");
    happens("two");
    assertThat(closer.closeDue()).isFalse();
    assertThat(claims()).isEmpty();

    now = CLOSES;
    assertThat(closer.closeDue()).isTrue();
    assertThat(closer.closeDue()).isFalse();

    assertThat(claims())
        .containsExactly("{subscription.failing=2} [" + id("one") + ", " + id("two") + "]");
    assertThat(only().id()).startsWith("dlv_");
  }

  @Test
  void subscriptionWithoutADigestIsToldAtOnce() throws IOException {
    configure("  ci: {script: a, events: '*', digest: off}\n  team: {script: a, events: '*'}\n");

    happens("one");

    assertThat(claims()).hasSize(2);
    assertThat(store.digests().open()).isEmpty();
  }

  @Test
  void pingNeverWaits() {
    assertThat(routes.subscriptions("ocean").get(0).digests())
        .doesNotContainKey(EventType.PING)
        .containsEntry(EventType.SUBSCRIPTION_FAILING, Duration.ofMinutes(10));
  }

  @Test
  void whatHadGatheredIsToldWhenDigestsAreSwitchedOffOrTheSubscriptionIs() throws IOException {
    happens("one");
    configure("  ci: {script: a, events: '*', digest: off}\n");
    happens("two");
    assertThat(claims()).containsExactly(id("two"));

    configure("  ci: {script: a, enabled: false}\n");
    now = CLOSES;
    closer.closeDue();

    // Nobody has sent the other one: its lease is over as well.
    assertThat(claims()).containsExactly(id("two"), "{subscription.failing=1} [" + id("one") + "]");
  }

  @Test
  void removedSubscriptionIsWaitedForAndThenItsDigestIsKeptAsFailed() throws IOException {
    happens("one");
    configure("  other: {script: a, events: git.push}\n");
    now = CLOSES;
    assertThat(closer.closeDue()).isFalse();
    now = CLOSES.plusSeconds(30);
    closer.closeDue();

    assertThat(only().state()).isEqualTo(DeliveryState.FAILED);
    assertThat(only().reason()).isEqualTo("subscription_removed");
    assertThat(store.history().eventsOf(only().id(), 9)).hasSize(1);
    configure(DIGEST);
    assertThat(store.history().redeliver(List.of(only().id()), now)).hasSize(1);
    closer.closeDue();
    assertThat(claims()).containsExactly("{subscription.failing=1} [" + id("one") + "]");
  }

  @Test
  void digestThatAnotherKindOfChannelCannotReadIsKeptAsFailed() throws IOException {
    happens("one");
    routes = routes("other", "  ci: {other: b, events: '*', digest: 10m}\n");
    now = CLOSES;
    closer.closeDue();

    assertThat(only().state()).isEqualTo(DeliveryState.FAILED);
    assertThat(only().reason()).isEqualTo("unrenderable");
    assertThat(only().endpoint()).isEqualTo("a");
  }

  @Test
  void aDigestThatTripsOverAFaultOfOursCostsNoOtherItsOwn() throws IOException {
    configure(
        """
          ci: {script: broken, events: '*', digest: 10m}
          team: {script: a, events: '*', digest: 10m}
        """);
    happens("one");
    now = CLOSES;
    closer.closeDue();

    assertThat(claims()).containsExactly("{subscription.failing=1} [" + id("one") + "]");
    assertThat(store.history().deliveries(Query.all(9)))
        .filteredOn(each -> each.state() == DeliveryState.FAILED)
        .extracting(each -> each.subscription().alias() + " " + each.reason())
        .containsExactly("ci internal_error");
  }

  @Test
  void eventsAfterAChangeOfChannelHaveADigestOfTheirOwn() throws IOException {
    happens("one");
    routes = routes("other", "  ci: {other: b, events: '*', digest: 10m}\n");
    now = NOON.plusSeconds(60);
    happens("two");

    assertThat(store.digests().open())
        .extracting(Gathered::channel)
        .containsExactly("script", "other");
  }

  @Test
  void digestOfASubscriptionWhoseEndpointIsGoneFailsAndCanBeSentLater() {
    happens("one");
    now = CLOSES;
    closer.closeDue();
    Claim claim =
        store.outbox().claim("t", now, Duration.ofSeconds(15), new Capacity(9, 9, Map.of())).get(0);
    store.outbox().complete(List.of(gone(claim)), now);
    happens("two");
    now = now.plus(Duration.ofMinutes(10));
    closer.closeDue();

    assertThat(claims()).isEmpty();
    assertThat(only().reason()).isEqualTo("subscription_disabled");
    assertThat(store.history().redeliver(List.of(only().id()), now)).hasSize(1);
    assertThat(claims()).containsExactly("{subscription.failing=1} [" + id("two") + "]");
  }

  private static Completion gone(Claim claim) {
    Outcome outcome = new Outcome.Failed(Reason.GONE);
    Attempt attempt = new Attempt(NOON, Duration.ZERO, outcome, 410, "");
    return new Completion(claim, attempt, new Next.Disabled());
  }

  private void happens(String name) {
    EventData data =
        new EndpointTrouble(EventType.SUBSCRIPTION_FAILING, "somebody", NOON, "timeout");
    Event event = new Event(id(name), now, Repository.git("ocean"), Actor.UNKNOWN, data);
    store.outbox().commit(router.route(name, now, "ocean", List.of(event), Map.of()));
  }

  private static String id(String name) {
    return EventId.event(name);
  }

  private List<String> claims() {
    return store
        .outbox()
        .claim("t", now, Duration.ofSeconds(15), new Capacity(9, 9, Map.of()))
        .stream()
        .map(each -> new String(each.message().body().bytes(), UTF_8))
        .toList();
  }

  /** The newest delivery. */
  private Delivery only() {
    return store.history().deliveries(Query.all(1)).get(0);
  }

  private void configure(String subscriptions) throws IOException {
    routes = routes("script", subscriptions);
  }

  private Routes routes(String key, String subscriptions) throws IOException {
    Path config = folder.resolve("config");
    Files.createDirectories(config.resolve("repositories"));
    Files.writeString(config.resolve("repohook.yaml"), "");
    Files.writeString(
        config.resolve("repositories/ocean.yaml"), "subscriptions:\n" + subscriptions);
    ConfigTree tree = ConfigLoader.load(config, Map.of());
    Routes read =
        Routes.read(tree, List.of(script.named(key)), RepositoryNames.read(tree, List.of()));
    assertThat(tree.problems().errors()).isEmpty();
    return read;
  }
}
