package io.repohook.outbox;

import static io.repohook.outbox.DeliveryState.HELD;
import static io.repohook.outbox.DeliveryState.WAITING;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.repohook.channel.Pace;
import io.repohook.channel.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is done to a store, in whatever order: nothing is stuck, and the counts are right. */
abstract class InvariantContract extends StoreContract {
  private static final int STEPS = 3000;
  private static final String PACED = "https://0";
  private static final Pace PACE = new Pace(1, Duration.ofSeconds(4));

  private Instant pacedAt = Instant.EPOCH;

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void nothingIsEverStuckAndCountsAreRight(long seed) {
    Random random = new Random(seed);
    List<Claim> open = new ArrayList<>();
    Instant now = NOON;
    int deposited = 0;
    for (int step = 0; step < STEPS; step++) {
      now = now.plusMillis(random.nextInt(3000));
      switch (random.nextInt(10)) {
        case 0, 1, 2 -> outbox().commit(any("n" + deposited++, random));
        case 3, 4 -> claim(open, now);
        case 5, 6, 7 -> complete(open, random, now);
        case 8 -> other(open, random, now, deposited);
        default -> outbox().enable(key("a" + random.nextInt(3)));
      }
      if (step % 10 == 0) {
        check(now, "seed " + seed + ", step " + step);
      }
    }
    drain(now);
    check(now, "seed " + seed + ", at the end");
    assertThat(history().backlog(now).count(WAITING)).isZero();
    assertThat(history().backlog(now).count(HELD)).isZero();
    for (Delivery each : history().deliveries(Query.all(100_000))) {
      assertThat(each.attempts()).isEqualTo(history().attempts(each.id()).size());
    }
  }

  private static Deposit any(String name, Random random) {
    int alias = random.nextInt(3);
    // Aliases 0 and 1 are of one kind each; 2 changes its mind, as a configuration may.
    boolean ordered = alias == 1 || (alias == 2 && random.nextBoolean());
    String endpoint = "https://" + random.nextInt(3);
    Deposit deposit = deposit(name, "a" + alias, "r" + random.nextInt(4), ordered, endpoint);
    return endpoint.equals(PACED) ? paced(deposit) : deposit;
  }

  private static Deposit paced(Deposit deposit) {
    NewDelivery bare = deposit.deliveries().get(0);
    NewDelivery paced =
        new NewDelivery(
            bare.id(),
            bare.eventId(),
            bare.subscription(),
            bare.recipient(),
            bare.subject(),
            bare.ordered(),
            bare.endpoint(),
            PACE,
            bare.body(),
            bare.failed());
    return new Deposit(
        deposit.origin(),
        deposit.at(),
        deposit.repository(),
        deposit.events(),
        List.of(paced),
        deposit.stateChanges());
  }

  private void claim(List<Claim> open, Instant now) {
    List<Claim> claims = outbox().claim("t", now, LEASE, new Capacity(9, 3, Map.of()));
    if (claims.stream().anyMatch(each -> each.endpoint().equals(PACED))) {
      assertThat(Duration.between(pacedAt, now)).isGreaterThanOrEqualTo(PACE.interval());
      pacedAt = now;
    }
    open.addAll(claims);
  }

  private void complete(List<Claim> open, Random random, Instant now) {
    if (open.isEmpty()) {
      return;
    }
    Claim claim = open.remove(random.nextInt(open.size()));
    Instant later = now.plusMillis(random.nextInt(20_000));
    outbox()
        .complete(
            List.of(
                switch (random.nextInt(12)) {
                  case 0 -> failed(claim);
                  case 1, 2 -> retry(claim, later);
                  case 3, 4 -> retry(claim, Reason.TIMEOUT, later);
                  case 5 -> random.nextInt(4) == 0 ? gone(claim) : failed(claim);
                  default -> delivered(claim);
                }),
            now);
  }

  private void other(List<Claim> open, Random random, Instant now, int deposited) {
    switch (random.nextInt(4)) {
      case 0 -> {
        outbox().giveBack(open, now);
        open.clear();
      }
      case 1 -> outbox().renew(open, now.plus(LEASE));
      case 2 -> history().redeliver(List.of(id("n" + random.nextInt(Math.max(1, deposited)))), now);
      default -> history().prune(now.minusSeconds(600), now.minusSeconds(900));
    }
  }

  private void check(Instant now, String when) {
    List<Delivery> all = history().deliveries(Query.all(100_000));
    Map<DeliveryState, Long> counted =
        all.stream().collect(groupingBy(Delivery::state, counting()));
    Backlog backlog = history().backlog(now);
    for (DeliveryState state : DeliveryState.values()) {
      assertThat(backlog.count(state))
          .as("%s, %s", state, when)
          .isEqualTo(counted.getOrDefault(state, 0L));
    }
    Map<List<String>, List<Delivery>> lanes =
        all.stream()
            .filter(each -> each.finishedAt() == null)
            .collect(groupingBy(each -> List.of(each.subscription().alias(), each.subject())));
    lanes.forEach(
        (lane, unfinished) ->
            assertThat(unfinished)
                .as("lane %s has one that goes, %s", lane, when)
                .anyMatch(each -> each.state() == WAITING));
    for (Delivery each : all) {
      assertThat(each.state() == WAITING).as("due, %s", when).isEqualTo(each.dueAt() != null);
      assertThat(each.state() == WAITING || each.state() == HELD)
          .as("finished, %s", when)
          .isEqualTo(each.finishedAt() == null);
      assertThat(each.sending()).as("sending, %s", when).isIn(false, each.state() == WAITING);
    }
  }

  /** With every endpoint up again, all there is goes out. */
  private void drain(Instant from) {
    Instant now = from;
    for (int round = 0; outbox().nextDue().isPresent(); round++) {
      assertThat(round).as("rounds until nothing waits").isLessThan(STEPS);
      now = now.plusSeconds(60);
      outbox().complete(claim(now).stream().map(StoreContract::delivered).toList(), now);
    }
  }
}
