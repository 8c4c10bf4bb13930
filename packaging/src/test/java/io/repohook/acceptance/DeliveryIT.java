package io.repohook.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** One server, and a repository with a receiver of its own for each test. */
@TestInstance(Lifecycle.PER_CLASS)
class DeliveryIT {
  private static final String SECRET = "a plain secret, 0dd but allowed";

  private Installation repohook;
  private Server server;

  private int downPort;
  private GitPusher pusherToDown;
  private Line rejecting;
  private Line missing;
  private Line gone;
  private Line redirecting;
  private Line slow;
  private Line busy;

  @BeforeAll
  void begin(@TempDir Path folder) {
    repohook =
        Installation.in(folder)
            .secret("ci", SECRET)
            .serverFile("defaults: {timeout: 5s, retry: [200ms, 200ms, 3s, 1s, 1s, 1s, 1s, 1s]}\n");
    RecordingReceiver shortly = RecordingReceiver.open();
    downPort = shortly.port();
    pusherToDown = Line.in(repohook, "down", shortly).alice();
    shortly.close();
    rejecting = Line.in(repohook, "rejecting");
    missing = Line.in(repohook, "missing");
    gone = Line.in(repohook, "gone");
    redirecting = Line.in(repohook, "redirecting");
    slow = Line.in(repohook, "slow", "timeout: 500ms");
    busy = Line.in(repohook, "busy");
    repohook.run("install", repohook.root().toString()).exits(0);
    server = repohook.serve();
  }

  @AfterAll
  void end() {
    for (Line each : List.of(rejecting, missing, gone, redirecting, slow, busy)) {
      each.receiver().close();
    }
    repohook.close();
  }

  @Test
  void receiverThatWasDownThreeTimesGetsOneDelivery() {
    pusherToDown.commit("README.md", "Say hello");
    pusherToDown.push("main");
    server.awaitMetric("repohook_attempts_seconds_count\\{.*\"connection_failed\"} 3.*");

    try (RecordingReceiver up = RecordingReceiver.open(downPort, () -> Answer.OK)) {
      Arrival arrival = up.take();
      assertThat(arrival.isSignedWith(SECRET)).isTrue();

      JsonNode delivery = shown(arrival.id(), "delivered");
      assertThat(delivery.path("reason").asString()).isEqualTo("delivered");
      List<JsonNode> attempts = delivery.path("attempts").valueStream().toList();
      assertThat(attempts).hasSize(4);
      for (JsonNode each : attempts.subList(0, 3)) {
        assertThat(each.path("outcome").asString()).isEqualTo("retry");
        assertThat(each.path("reason").asString()).isEqualTo("connection_failed");
        assertThat(each.path("status").isNull()).isTrue();
      }
      assertThat(attempts.get(3).path("status").asInt()).isEqualTo(200);
      assertThat(attempts).allSatisfy(each -> assertThat(duration(each)).isPositive());
      List<Instant> times =
          attempts.stream().map(each -> Instant.parse(each.path("started").asString())).toList();
      assertThat(times).isSorted();
      assertThat(Duration.between(times.get(2), times.get(3)))
          .isGreaterThanOrEqualTo(Duration.ofSeconds(3));
      assertThat(up.all()).hasSize(1);
    }
  }

  @Test
  void rejectedPayloadIsNotRetried() {
    rejecting.receiver().answer(Answer.status(400).saying("no such field"));

    rejecting.push();

    Arrival arrival = rejecting.receiver().take();
    JsonNode delivery = shown(arrival.id(), "failed");
    assertThat(delivery.path("reason").asString()).isEqualTo("rejected");
    assertThat(delivery.path("due").isNull()).isTrue();
    assertThat(delivery.path("attempts").size()).isEqualTo(1);
    assertThat(delivery.path("attempts").path(0).path("detail").asString())
        .contains("no such field");
    assertThat(rejecting.receiver().all()).hasSize(1);

    repohook.run("redeliver", arrival.id()).exits(0);

    Arrival again = rejecting.receiver().take();
    assertThat(again.id()).isEqualTo(arrival.id());
    assertThat(again.body()).isEqualTo(arrival.body());
    shown(arrival.id(), "delivered");
  }

  @Test
  void receiverThatIsNotThereYetIsAskedAgain() {
    missing.receiver().answer(Answer.status(404));

    missing.push();

    Arrival first = missing.receiver().take();
    Arrival second = missing.receiver().take();
    assertThat(second.id()).isEqualTo(first.id());
    assertThat(second.body()).isEqualTo(first.body());
    assertThat(second.isSignedWith(SECRET)).isTrue();
    assertThat(statuses(shown(first.id(), "delivered"))).containsExactly(404, 200);
  }

  @Test
  void receiverThatIsGoneIsSwitchedOffUntilItIsEnabled() {
    gone.receiver().answer(Answer.status(410));

    gone.push();
    Arrival refused = gone.receiver().take();
    shown(refused.id(), "failed");
    gone.push();
    server.awaitMetric("repohook_spool_files 0.*");

    JsonNode status = repohook.run("status", "--json").exits(0).json();
    assertThat(status.path("switched_off").properties()).hasSize(1);
    assertThat(status.path("switched_off").toString()).contains("gone").contains("ci");
    assertThat(gone.receiver().all()).hasSize(1);

    repohook.run("enable", "gone", "ci").exits(0);
    Result redelivered = repohook.run("redeliver", "--failed", "--repo", "gone").exits(0);

    assertThat(redelivered.out()).hasSize(2).contains(refused.id());
    assertThat(List.of(gone.receiver().take().id(), gone.receiver().take().id()))
        .hasSameElementsAs(redelivered.out());
    redelivered.out().forEach(id -> shown(id, "delivered"));
  }

  @Test
  void redirectIsNotFollowed() {
    redirecting
        .receiver()
        .answer(
            Answer.status(308)
                .with("Location", redirecting.receiver().url().replace("/hook", "/elsewhere")));

    redirecting.push();

    Arrival first = redirecting.receiver().take();
    redirecting.receiver().take();
    JsonNode delivery = shown(first.id(), "delivered");
    assertThat(statuses(delivery)).containsExactly(308, 200);
    assertThat(delivery.path("attempts").path(0).path("reason").asString()).isEqualTo("redirected");
    assertThat(redirecting.receiver().all().stream().map(Arrival::target)).containsOnly("/hook");
  }

  @Test
  void slowReceiverIsAskedAgain() {
    slow.receiver().answer(Answer.OK.after(Duration.ofSeconds(20)));

    slow.push();

    Arrival first = slow.receiver().take();
    assertThat(slow.receiver().take().id()).isEqualTo(first.id());
    JsonNode timedOut = shown(first.id(), "delivered").path("attempts").path(0);
    assertThat(timedOut.path("reason").asString()).isEqualTo("timeout");
    assertThat(duration(timedOut)).isBetween(500.0, 3000.0);
  }

  @Test
  void retryAfterIsObeyedInFull() {
    busy.receiver().answer(Answer.status(503).with("Retry-After", "3"));

    busy.push();

    Arrival first = busy.receiver().take();
    Arrival second = busy.receiver().take();
    assertThat(second.id()).isEqualTo(first.id());
    assertThat(Duration.between(first.at(), second.at()))
        .isGreaterThanOrEqualTo(Duration.ofMillis(2990));
  }

  /** The delivery as the program shows it once it is in that state. */
  private JsonNode shown(String id, String state) {
    for (int looks = 0; looks < 20; looks++) {
      JsonNode delivery = repohook.run("deliveries", "show", id, "--json").exits(0).json();
      if (delivery.path("state").asString().equals(state)) {
        return delivery;
      }
    }
    throw new AssertionError(id + " does not become " + state);
  }

  private static double duration(JsonNode attempt) {
    return attempt.path("duration_ms").asDouble();
  }

  private static List<Integer> statuses(JsonNode delivery) {
    return delivery
        .path("attempts")
        .valueStream()
        .map(each -> each.path("status").asInt())
        .toList();
  }
}
