package io.repohook.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.repohook.channel.Outcome;
import io.repohook.channel.Reason;
import io.repohook.outbox.Capacity;
import io.repohook.outbox.Claim;
import io.repohook.outbox.Delivery;
import io.repohook.outbox.DeliveryState;
import io.repohook.outbox.Query;
import io.repohook.outbox.SubscriptionKey;
import io.repohook.route.Router;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** What the dispatcher keeps to while the store, the observer, the routing or the channel fail. */
class DispatcherFaultTest extends DispatcherContext {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @Test
  void storeThatFailsWhileAttemptsEndLosesNoRecord() throws Exception {
    FaultyOutbox faulty = new FaultyOutbox(store.outbox());
    dispatcher = dispatcher(faulty, router, PATIENCE, recorded::add);
    faulty.failingCompletions.set(2);
    List.of("one", "two", "three").forEach(this::push);
    dispatcher.start();
    for (int i = 0; i < 2; i++) {
      assertThat(faulty.failed.tryAcquire(30, TimeUnit.SECONDS)).isTrue();
      dispatcher.wake();
    }
    for (int i = 0; i < 3; i++) {
      nextRecord();
    }

    assertThat(script.sent).as("each goes out once").hasSize(3);
    assertThat(recorded).isEmpty();
    for (Delivery each : store.history().deliveries(Query.all(9))) {
      assertThat(each.state()).isEqualTo(DeliveryState.DELIVERED);
      assertThat(store.history().attempts(each.id())).hasSize(1);
    }
  }

  @Test
  void storeThatCannotBeClaimedFromIsAskedAgain() throws Exception {
    FaultyOutbox faulty = new FaultyOutbox(store.outbox());
    dispatcher = dispatcher(faulty, router, PATIENCE, recorded::add);
    faulty.failingClaims.set(1);
    push("one");
    dispatcher.start();
    assertThat(faulty.failed.tryAcquire(30, TimeUnit.SECONDS)).isTrue();
    dispatcher.wake();
    nextRecord();

    assertThat(only().state()).isEqualTo(DeliveryState.DELIVERED);
  }

  @Test
  void observerThatThrowsHasNothingRecordedTwice() throws Exception {
    BlockingQueue<String> told = new LinkedBlockingQueue<>();
    dispatcher =
        dispatcher(
            store.outbox(),
            router,
            PATIENCE,
            each -> {
              told.add(each.claim().message().id());
              throw new IllegalStateException("a test");
            });
    dispatcher.start();
    push("one");
    String first = told.poll(30, TimeUnit.SECONDS);
    push("two");
    assertThat(told.poll(30, TimeUnit.SECONDS)).isNotNull().isNotEqualTo(first);

    for (Delivery each : store.history().deliveries(Query.all(9))) {
      assertThat(store.history().attempts(each.id())).hasSize(1);
    }
    assertThat(told).isEmpty();
  }

  @Test
  void goneEndpointIsAskedAgainWhileTheOthersCannotBeTold() throws Exception {
    AtomicBoolean broken = new AtomicBoolean(true);
    Router faulty =
        new Router(
            () -> {
              if (broken.get()) {
                throw new IllegalStateException("a test");
              }
              return routes;
            },
            Map.<SubscriptionKey, Reason>of()::keySet);
    dispatcher = dispatcher(store.outbox(), faulty, PATIENCE, recorded::add);
    script.outcome = endpoint -> new Outcome.Failed(Reason.GONE);
    dispatcher.start();
    push("one");
    nextRecord();

    assertThat(only().state()).isEqualTo(DeliveryState.WAITING);
    assertThat(only().reason()).isEqualTo("gone");
    assertThat(store.outbox().disabled()).isEmpty();
    broken.set(false);
    now = NOON.plusSeconds(11);
    dispatcher.wake();
    nextRecord();
    assertThat(only().state()).isEqualTo(DeliveryState.FAILED);
    assertThat(store.outbox().disabled()).containsOnlyKeys(new SubscriptionKey("ocean", "ci"));
  }

  @Test
  void closingGivesBackWhatDoesNotEndInTime() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    script.outcome =
        endpoint -> {
          await(never);
          return new Outcome.Delivered();
        };
    dispatcher = dispatcher(store.outbox(), router, Duration.ZERO, recorded::add);
    push("one");
    dispatcher.start();
    assertThat(script.sent.poll(30, TimeUnit.SECONDS)).isNotNull();

    dispatcher.close();

    assertThat(recorded).isEmpty();
    assertThat(only().sending()).isFalse();
    Claim again = store.outbox().claim("other", now, PATIENCE, new Capacity(9, 9, Map.of())).get(0);
    assertThat(again.attempts()).isZero();
    assertThat(again.barren()).as("the try does not count").isZero();
    never.countDown();
  }

  @Test
  void longAttemptKeepsItsClaim() throws Exception {
    CountDownLatch answer = new CountDownLatch(1);
    script.outcome =
        endpoint -> {
          await(answer);
          return new Outcome.Delivered();
        };
    FaultyOutbox watched = new FaultyOutbox(store.outbox());
    dispatcher = dispatcher(watched, router, PATIENCE, recorded::add);
    push("one");
    dispatcher.start();
    assertThat(script.sent.poll(30, TimeUnit.SECONDS)).isNotNull();
    now = NOON.plusSeconds(14);
    dispatcher.wake();
    Instant until = NOON;
    while (until.isBefore(NOON.plusSeconds(29))) { // One may have been renewed at noon.
      until = watched.renewals.poll(30, TimeUnit.SECONDS);
      assertThat(until).as("it is renewed").isNotNull();
    }

    Capacity all = new Capacity(9, 9, Map.of());
    assertThat(store.outbox().claim("other", NOON.plusSeconds(28), PATIENCE, all)).isEmpty();
    answer.countDown();
    nextRecord();
    assertThat(only().state()).isEqualTo(DeliveryState.DELIVERED);
  }

  @Test
  void deliveryThatTakesEveryProgramDownIsSetAside() throws Exception {
    push("one");
    Duration lease = Duration.ofSeconds(15);
    for (int i = 0; i < 20; i++) {
      assertThat(store.outbox().claim("dying", now, lease, new Capacity(9, 9, Map.of())))
          .hasSize(1);
      now = now.plus(lease);
    }
    dispatcher.start();
    nextRecord();

    assertThat(script.sent).isEmpty();
    assertThat(only().state()).isEqualTo(DeliveryState.FAILED);
    assertThat(only().reason()).isEqualTo("abandoned");
  }
}
