package io.repohook.dispatch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.repohook.channel.Message;
import io.repohook.channel.Outcome;
import io.repohook.channel.Reason;
import io.repohook.outbox.DeliveryState;
import io.repohook.outbox.Query;
import io.repohook.outbox.RecordedEvent;
import io.repohook.outbox.SubscriptionKey;
import io.repohook.route.Routes;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DispatcherTest extends DispatcherContext {

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
    assertThat(only().dueAt()).isBetween(now.plusSeconds(60), now.plusSeconds(66));
    now = now.plusSeconds(66);
    nextRecord();

    assertThat(only().state()).isEqualTo(DeliveryState.FAILED);
    assertThat(only().reason()).isEqualTo("not_found");
    assertThat(only().attempts()).isEqualTo(3);
  }

  @Test
  void redeliveryBeginsTheScheduleAnew() throws Exception {
    script.outcome = endpoint -> new Outcome.Retry(Reason.NOT_FOUND, null);
    dispatcher.start();
    push("one");
    for (int i = 0; i < 3; i++) {
      nextRecord();
      now = now.plusSeconds(66);
    }
    store.history().redeliver(List.of(only().id()), now);
    dispatcher.wake();
    nextRecord();

    assertThat(only().state()).isEqualTo(DeliveryState.WAITING);
    assertThat(only().dueAt()).isBetween(now.plusSeconds(10), now.plusSeconds(11));
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
    for (int attempt = 1; attempt <= 2; attempt++) {
      nextRecord();
      assertThat(only().state()).isEqualTo(DeliveryState.WAITING);
      now = now.plusSeconds(66);
    }
    nextRecord();

    assertThat(only().state()).isEqualTo(DeliveryState.FAILED);
    assertThat(only().reason()).isEqualTo("subscription_removed");
    assertThat(script.sent).isEmpty();
  }

  @Test
  void deliveryOfASubscriptionThatIsBackIsSent() throws Exception {
    push("one");
    Routes before = routes;
    routes = routes("  other: {script: a}\n");
    dispatcher.start();
    nextRecord();
    routes = before;
    now = now.plusSeconds(66);
    nextRecord();

    assertThat(only().state()).isEqualTo(DeliveryState.DELIVERED);
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
  void endpointThatKeepsFailingIsToldToTheOthersOnceADay() throws Exception {
    routes = routes("  ci: {script: a, events: '*'}\n  team: {script: b, events: '*'}\n");
    script.outcome =
        endpoint ->
            endpoint.equals("a")
                ? new Outcome.Retry(Reason.NOT_FOUND, null)
                : new Outcome.Delivered();
    dispatcher.start();
    push("one");
    push("two");
    for (int i = 0; i < 4; i++) {
      nextRecord();
    }
    for (int attempt = 2; attempt <= 3; attempt++) {
      assertThat(troubles()).isEmpty();
      now = now.plusSeconds(66);
      nextRecord();
      nextRecord();
    }
    nextRecord();

    assertThat(troubles()).containsExactly("subscription.failing team");
    assertThat(new String(trouble().body(), UTF_8))
        .contains(
            "\"alias\":\"ci\"",
            "\"since\":\"2026-11-22T12:00:00.000Z\"",
            "\"reason\":\"not_found\"");
  }

  @ParameterizedTest
  @EnumSource(names = {"REJECTED", "NOT_FOUND", "UNAUTHORIZED"})
  void whatAnEndpointRefusesForGoodIsToldToTheOthersOnceADay(Reason reason) throws Exception {
    routes = routes("  ci: {script: a, events: '*'}\n  team: {script: b, events: '*'}\n");
    script.outcome =
        endpoint -> endpoint.equals("a") ? new Outcome.Failed(reason) : new Outcome.Delivered();
    dispatcher.start();
    push("one");
    push("two");
    for (int i = 0; i < 5; i++) {
      nextRecord();
    }

    assertThat(troubles()).containsExactly("subscription.failing team");
    assertThat(new String(trouble().body(), UTF_8))
        .contains("\"alias\":\"ci\"", "\"reason\":\"" + reason.wireName() + "\"");
  }

  private List<String> troubles() {
    return store.history().deliveries(Query.all(9)).stream()
        .filter(each -> each.eventType().startsWith("subscription."))
        .map(each -> each.eventType() + " " + each.subscription().alias())
        .toList();
  }

  private RecordedEvent trouble() {
    return store.history().events(Query.all(1)).get(0);
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
}
