package io.repohook.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.repohook.channel.Message;
import io.repohook.channel.Outcome;
import io.repohook.channel.Reason;
import io.repohook.config.ConfigLoader;
import io.repohook.config.ConfigTree;
import io.repohook.event.Actor;
import io.repohook.event.Change;
import io.repohook.event.Event;
import io.repohook.event.EventId;
import io.repohook.event.Push;
import io.repohook.event.Repository;
import io.repohook.outbox.Completion;
import io.repohook.outbox.Delivery;
import io.repohook.outbox.DeliveryState;
import io.repohook.outbox.Query;
import io.repohook.outbox.Store;
import io.repohook.outbox.SubscriptionKey;
import io.repohook.outbox.sqlite.SqliteStore;
import io.repohook.route.RepositoryNames;
import io.repohook.route.Router;
import io.repohook.route.Routes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DispatcherTest {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

  @TempDir Path folder;
  private final ScriptedChannel.Script script = new ScriptedChannel.Script();
  private final BlockingQueue<Completion> recorded = new LinkedBlockingQueue<>();
  private volatile Instant now = NOON;
  private volatile Routes routes;
  private Store store;
  private Router router;
  private Dispatcher dispatcher;

  @BeforeEach
  void wire() throws IOException {
    store = SqliteStore.open(folder.resolve("test.db"));
    routes = routes("  ci: {script: a}\n");
    router = new Router(() -> routes, () -> store.outbox().disabled().keySet());
    RetrySchedule schedule =
        new RetrySchedule(List.of(Duration.ofSeconds(10), Duration.ofSeconds(60)));
    Sender sender = new Sender(() -> routes, () -> schedule, router, () -> now, new Random(1));
    dispatcher =
        new Dispatcher(
            "test",
            store.outbox(),
            sender,
            new Dispatcher.Limits(8, 2, Duration.ofSeconds(30)),
            () -> now,
            recorded::add);
  }

  @AfterEach
  void close() {
    dispatcher.close();
    store.close();
  }

  private Routes routes(String subscriptions) throws IOException {
    Path config = folder.resolve("config");
    Files.createDirectories(config.resolve("repositories"));
    Files.writeString(config.resolve("repohook.yaml"), "");
    Files.writeString(
        config.resolve("repositories/ocean.yaml"), "subscriptions:\n" + subscriptions);
    ConfigTree tree = ConfigLoader.load(config, Map.of());
    Routes read = Routes.read(tree, List.of(script), RepositoryNames.read(tree, List.of()));
    assertThat(tree.problems().errors()).isEmpty();
    return read;
  }

  private void push(String name) {
    Push push =
        new Push(
            "refs/heads/" + name,
            Change.UPDATED,
            "a",
            "b",
            List.of(),
            0,
            0,
            0,
            false,
            null,
            List.of(),
            null);
    Event event =
        new Event(EventId.event(name), NOON, Repository.git("ocean"), Actor.UNKNOWN, push);
    store.outbox().commit(router.route(name, now, "ocean", List.of(event), Map.of()));
    dispatcher.wake();
  }

  private Completion nextRecord() throws InterruptedException {
    Completion next = recorded.poll(30, TimeUnit.SECONDS);
    assertThat(next).as("an attempt was recorded").isNotNull();
    return next;
  }

  private Delivery only() {
    return store.history().deliveries(Query.all(1)).get(0);
  }

  @Test
  void retriedDeliveryIsDeliveredWithTheSameIdAndBytes() throws Exception {
    script.outcome = endpoint -> new Outcome.Retry(Reason.SERVER_ERROR, null);
    dispatcher.start();
    push("one");
    nextRecord();
    assertThat(only().dueAt()).isBetween(NOON.plusSeconds(10), NOON.plusSeconds(11));

    script.outcome = endpoint -> new Outcome.Delivered();
    now = NOON.plusSeconds(11);
    nextRecord();

    Message first = script.sent.take();
    Message second = script.sent.take();
    assertThat(second.id()).isEqualTo(first.id());
    assertThat(second.body().bytes()).isEqualTo(first.body().bytes());
    assertThat(only().state()).isEqualTo(DeliveryState.DELIVERED);
    assertThat(only().attempts()).isEqualTo(2);
  }

  @Test
  void exhaustedScheduleEndsInFailed() throws Exception {
    script.outcome = endpoint -> new Outcome.Retry(Reason.NOT_FOUND, null);
    dispatcher.start();
    push("one");
    nextRecord();
    now = now.plusSeconds(11);
    nextRecord();
    now = now.plusSeconds(66);
    nextRecord();

    assertThat(only().state()).isEqualTo(DeliveryState.FAILED);
    assertThat(only().reason()).isEqualTo("not_found");
    assertThat(only().attempts()).isEqualTo(3);
  }

  @Test
  void waitThatTheReceiverAskedForIsObeyedInFull() throws Exception {
    script.outcome = endpoint -> new Outcome.Retry(Reason.RATE_LIMITED, Duration.ofHours(2));
    dispatcher.start();
    push("one");
    nextRecord();

    assertThat(only().dueAt()).isEqualTo(NOON.plus(Duration.ofHours(2)));
  }

  @Test
  void deliveryOfARemovedSubscriptionFailsSayingSo() throws Exception {
    push("one");
    routes = routes("  other: {script: a}\n");
    dispatcher.start();
    nextRecord();

    assertThat(only().state()).isEqualTo(DeliveryState.FAILED);
    assertThat(only().reason()).isEqualTo("subscription_removed");
    assertThat(script.sent).isEmpty();
  }

  @Test
  void goneEndpointIsSwitchedOffAndTheOthersAreTold() throws Exception {
    routes = routes("  ci: {script: a, events: '*'}\n  team: {script: b, events: '*'}\n");
    script.outcome =
        endpoint ->
            endpoint.equals("a") ? new Outcome.Failed(Reason.GONE) : new Outcome.Delivered();
    dispatcher.start();
    push("one");
    for (int i = 0; i < 3; i++) {
      nextRecord();
    }

    assertThat(store.outbox().disabled()).containsOnlyKeys(new SubscriptionKey("ocean", "ci"));
    assertThat(store.history().deliveries(Query.all(9)))
        .extracting(each -> each.eventType() + " " + each.subscription().alias())
        .containsExactlyInAnyOrder("git.push ci", "git.push team", "subscription.disabled team");
    push("two");
    nextRecord();
    assertThat(store.history().deliveries(new Query(null, "ci", null, null, 1)).get(0).reason())
        .isEqualTo("subscription_disabled");
  }

  @Test
  void slowEndpointDoesNotDelayAnother() throws Exception {
    routes = routes("  slow: {script: a, branches: 's*'}\n  fast: {script: b, branches: 'f*'}\n");
    CountDownLatch answer = new CountDownLatch(1);
    script.outcome =
        endpoint -> {
          if (endpoint.equals("a")) {
            await(answer);
          }
          return new Outcome.Delivered();
        };
    for (int i = 0; i < 20; i++) {
      push("s" + i);
    }
    for (int i = 0; i < 20; i++) {
      push("f" + i);
    }
    dispatcher.start();
    for (int i = 0; i < 20; i++) {
      assertThat(nextRecord().claim().endpoint()).isEqualTo("b");
    }
    assertThat(script.sent).as("two at a slow endpoint, 20 at the other").hasSize(22);
    answer.countDown();
    for (int i = 0; i < 20; i++) {
      nextRecord();
    }
  }

  @Test
  void closingWaitsForAttemptsUnderWayAndGivesBackNothingUnrecorded() throws Exception {
    CountDownLatch answer = new CountDownLatch(1);
    script.outcome =
        endpoint -> {
          await(answer);
          return new Outcome.Delivered();
        };
    push("one");
    dispatcher.start();
    assertThat(script.sent.poll(30, TimeUnit.SECONDS)).isNotNull();
    Thread closer = new Thread(dispatcher::close);
    closer.start();
    push("late");
    assertThat(closer.isAlive()).isTrue();
    answer.countDown();
    closer.join(30_000);

    assertThat(closer.isAlive()).isFalse();
    nextRecord();
    assertThat(store.history().backlog(now).count(DeliveryState.DELIVERED)).isEqualTo(1);
    assertThat(only().sending()).isFalse();
  }

  @Test
  void errorOfOursIsRetriedLikeAnyOther() throws Exception {
    script.outcome =
        endpoint -> {
          throw new StackOverflowError("a test");
        };
    dispatcher.start();
    push("one");
    nextRecord();

    assertThat(only().state()).isEqualTo(DeliveryState.WAITING);
    assertThat(only().reason()).isEqualTo("internal_error");
  }

  @Test
  void waitOfCenturiesIsArithmeticLikeAnyOther() {
    RetrySchedule schedule = new RetrySchedule(List.of(Duration.ofDays(999_999_999)));

    assertThat(schedule.next(1, NOON, null, new Random(1))).isPresent();
    assertThat(schedule.next(2, NOON, Duration.ofDays(1), new Random(1))).isEmpty();
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
