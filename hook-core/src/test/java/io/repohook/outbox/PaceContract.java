package io.repohook.outbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.repohook.channel.Attempt;
import io.repohook.channel.Body;
import io.repohook.channel.Outcome;
import io.repohook.channel.Pace;
import io.repohook.channel.Reason;
import io.repohook.event.EventId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What an outbox promises about endpoints that bear only so many requests. */
abstract class PaceContract extends StoreContract {
  private static final Pace ONE_A_SECOND = new Pace(1, Duration.ofSeconds(1));
  private static final String ROOM = "https://chat#1";

  @Test
  void oneAtATimeIsClaimedAndTheNextAfterTheInterval() {
    putPaced(3, ONE_A_SECOND);

    List<Claim> first = claim(NOON);
    assertThat(names(first)).containsExactly("p0");
    end(first, NOON.plusMillis(200));
    assertThat(claim(NOON.plusMillis(999))).isEmpty();

    List<Claim> second = claim(NOON.plusMillis(1000));
    assertThat(names(second)).containsExactly("p1");
    end(second, NOON.plusMillis(1100));
    assertThat(names(claim(NOON.plusMillis(2500)))).containsExactly("p2");
  }

  @Test
  void pausesAreNotMadeUpFor() {
    putPaced(3, ONE_A_SECOND);

    end(claim(NOON.plusSeconds(60)), NOON.plusSeconds(60));

    assertThat(claim(NOON.plusMillis(60_999))).isEmpty();
    assertThat(claim(NOON.plusSeconds(61))).hasSize(1);
  }

  @Test
  void severalASecondAreSpreadEvenly() {
    putPaced(9, new Pace(4, Duration.ofSeconds(1)));
    List<Long> claimed = new ArrayList<>();

    for (long ms = 0; ms < 2000; ms += 50) {
      List<Claim> claims = claim(NOON.plusMillis(ms));
      end(claims, NOON.plusMillis(ms));
      if (!claims.isEmpty()) {
        assertThat(claims).hasSize(1);
        claimed.add(ms);
      }
    }

    assertThat(claimed).containsExactly(0L, 250L, 500L, 750L, 1000L, 1250L, 1500L, 1750L);
  }

  @Test
  void whoHasOneUnderWayGetsNoOther() {
    putPaced(2, ONE_A_SECOND);
    claim(NOON);

    Capacity busy = new Capacity(1000, 1000, Map.of(ROOM, 1));

    assertThat(outbox().claim("test", NOON.plusSeconds(5), LEASE, busy)).isEmpty();
  }

  @Test
  void otherEndpointsKeepTheirOwnPace() {
    putPaced(5, ONE_A_SECOND);
    for (int i = 0; i < 5; i++) {
      put("n" + i);
    }

    assertThat(names(claim(NOON))).contains("n0", "n1", "n2", "n3", "n4").hasSize(6);
  }

  @Test
  void paceOutlivesARestart() {
    putPaced(2, ONE_A_SECOND);
    end(claim(NOON), NOON);

    Outbox again = open().outbox();

    assertThat(again.claim("other", NOON.plusMillis(999), LEASE, PLENTY)).isEmpty();
    assertThat(again.nextDue()).contains(NOON.plusSeconds(1));
    assertThat(again.claim("other", NOON.plusSeconds(1), LEASE, PLENTY)).hasSize(1);
  }

  @Test
  void allDispatchersOfAStoreShareIt() throws Exception {
    putPaced(20, ONE_A_SECOND);
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Callable<List<Claim>>> claimers = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        String name = "claimer " + i;
        Outbox outbox = open().outbox();
        claimers.add(() -> outbox.claim(name, NOON, LEASE, PLENTY));
      }
      List<Claim> all = new ArrayList<>();
      for (Future<List<Claim>> each : threads.invokeAll(claimers)) {
        all.addAll(each.get());
      }

      assertThat(all).hasSize(1);
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void pauseThatIsAskedForIsTheWholeEndpoints() {
    putPaced(2, ONE_A_SECOND);
    put("elsewhere");
    Claim claim = claim(NOON).stream().filter(PaceContract::isPaced).findFirst().orElseThrow();
    Instant due = NOON.plusSeconds(35);

    outbox().complete(List.of(asksToWait(claim, Duration.ofSeconds(30), due)), NOON);

    assertThat(claim(NOON.plusMillis(29_999)).stream().filter(PaceContract::isPaced)).isEmpty();
    assertThat(names(claim(NOON.plusSeconds(31)))).containsExactly("p1");
    assertThat(delivery("p1").attempts()).isZero();
    assertThat(delivery("p0").dueAt()).isEqualTo(due);
  }

  @Test
  void attemptThatBeganLateMovesTheNext() {
    putPaced(2, ONE_A_SECOND);
    Claim claim = claim(NOON).get(0);
    Attempt late =
        new Attempt(
            NOON.plusMillis(3_000), Duration.ofMillis(12), new Outcome.Delivered(), 200, "ok");

    outbox()
        .complete(
            List.of(new Completion(claim, late, new Next.Delivered())), NOON.plusMillis(3_100));

    assertThat(claim(NOON.plusMillis(3_999))).isEmpty();
    assertThat(claim(NOON.plusMillis(4_000))).hasSize(1);
  }

  @Test
  void changedPaceCountsFromTheNextDepositOn() {
    putPaced(3, ONE_A_SECOND);
    outbox().commit(paced("later", new Pace(1, Duration.ofSeconds(10))));

    end(claim(NOON), NOON);

    assertThat(claim(NOON.plusMillis(9_999))).isEmpty();
    assertThat(claim(NOON.plusSeconds(10))).hasSize(1);
  }

  @Test
  void nothingDueTakesNoTurn() {
    putPaced(1, ONE_A_SECOND);
    Claim claim = claim(NOON).get(0);
    outbox().complete(List.of(retry(claim, NOON.plusSeconds(60))), NOON);
    assertThat(claim(NOON.plusMillis(59_900))).isEmpty();

    assertThat(claim(NOON.plusSeconds(60))).hasSize(1);
  }

  private void putPaced(int count, Pace pace) {
    for (int i = 0; i < count; i++) {
      outbox().commit(paced("p" + i, pace));
    }
  }

  /** A deposit of one delivery to the room, in a lane of its own. */
  static Deposit paced(String name, Pace pace) {
    Body body = new Body("application/json", Map.of(), name.getBytes(UTF_8));
    NewDelivery delivery =
        new NewDelivery(
            id(name), EventId.event(name), key("ci"), "", name, false, ROOM, pace, body, null);
    return new Deposit(
        name,
        NOON,
        "ocean",
        List.of(new NewEvent(event(name, name), "{}".getBytes(UTF_8))),
        List.of(delivery),
        Map.of());
  }

  private static boolean isPaced(Claim claim) {
    return claim.endpoint().equals(ROOM);
  }

  private void end(List<Claim> claims, Instant at) {
    outbox().complete(claims.stream().map(StoreContract::delivered).toList(), at);
  }

  private static Completion asksToWait(Claim claim, Duration wait, Instant due) {
    Outcome outcome = new Outcome.Retry(Reason.RATE_LIMITED, wait);
    Attempt attempt = new Attempt(NOON, Duration.ZERO, outcome, 429, "rate_limited");
    return new Completion(claim, attempt, new Next.RetryAt(due));
  }
}
