package io.repohook.outbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.repohook.channel.Reason;
import io.repohook.event.Actor;
import io.repohook.event.EventId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What an outbox promises about deposits and claims. */
abstract class OutboxContract extends StoreContract {

  @Test
  void claimCarriesWhatWasDeposited() {
    put("one");

    Claim claim = claim(NOON).get(0);

    assertThat(claim.subscription()).isEqualTo(key("ci"));
    assertThat(claim.endpoint()).isEqualTo("https://a");
    assertThat(claim.attempts()).isZero();
    assertThat(claim.barren()).isZero();
    assertThat(claim.message().id()).isEqualTo(id("one"));
    assertThat(claim.message().body().contentType()).isEqualTo("application/json");
    assertThat(claim.message().body().headers()).containsExactly(Map.entry("x-format", "test"));
    assertThat(claim.message().body().bytes()).isEqualTo("one".getBytes(UTF_8));
  }

  @Test
  void claimThatIsNotCompletedComesBackAfterItsLeaseAndNotBefore() {
    put("one");
    claim(NOON);

    assertThat(claim(NOON.plus(LEASE).minusMillis(1))).isEmpty();
    Claim again = claim(NOON.plus(LEASE)).get(0);

    assertThat(again.number()).isEqualTo(2);
    assertThat(again.barren()).isEqualTo(1);
  }

  @Test
  void renewedClaimDoesNotComeBack() {
    put("one");
    List<Claim> held = claim(NOON);

    outbox().renew(held, NOON.plusSeconds(60));

    assertThat(claim(NOON.plusSeconds(59))).isEmpty();
    assertThat(claim(NOON.plusSeconds(60))).hasSize(1);
  }

  @Test
  void claimThatWasTakenOverIsNotRenewed() {
    put("one");
    List<Claim> lost = claim(NOON);
    claim(NOON.plus(LEASE));

    outbox().renew(lost, NOON.plusSeconds(600));

    assertThat(claim(NOON.plus(LEASE).plus(LEASE))).hasSize(1);
  }

  @Test
  void overtakenClaimRecordsItsAttemptAndDecidesNothing() {
    put("one");
    Claim lost = claim(NOON).get(0);
    Claim current = claim(NOON.plus(LEASE)).get(0);

    outbox().complete(List.of(failed(lost)), NOON.plus(LEASE));

    assertThat(delivery("one").state()).isEqualTo(DeliveryState.WAITING);
    assertThat(delivery("one").sending()).isTrue();
    assertThat(history().attempts(id("one"))).hasSize(1);
    assertThat(delivery("one").attempts()).isEqualTo(1);
    outbox().complete(List.of(delivered(current)), NOON.plus(LEASE));
    assertThat(delivery("one").state()).isEqualTo(DeliveryState.DELIVERED);
    assertThat(history().attempts(id("one")))
        .extracting(RecordedAttempt::number, RecordedAttempt::outcome)
        .containsExactly(tuple(1, "failed"), tuple(2, "delivered"));
  }

  @Test
  void overtakenAttemptTakesNothingFromTheSchedule() {
    put("one");
    Claim lost = claim(NOON).get(0);
    Claim current = claim(NOON.plus(LEASE)).get(0);
    outbox().complete(List.of(failed(lost)), NOON.plus(LEASE));
    outbox().complete(List.of(retry(current, NOON.plusSeconds(60))), NOON.plus(LEASE));

    assertThat(delivery("one").attempts()).isEqualTo(2);
    assertThat(claim(NOON.plusSeconds(60)).get(0).attempts()).isEqualTo(1);
  }

  @Test
  void completionDecidesOnce() {
    put("one");
    Claim claim = claim(NOON).get(0);
    outbox().complete(List.of(delivered(claim)), NOON);

    outbox().complete(List.of(retry(claim, NOON)), NOON);

    assertThat(delivery("one").state()).isEqualTo(DeliveryState.DELIVERED);
    assertThat(claim(NOON.plusSeconds(999))).isEmpty();
  }

  @Test
  void retryIsDueWhenItSaysAndCountsItsAttempts() {
    put("one");
    outbox().complete(List.of(retry(claim(NOON).get(0), NOON.plusSeconds(30))), NOON);

    assertThat(outbox().nextDue()).contains(NOON.plusSeconds(30));
    assertThat(claim(NOON.plusSeconds(30).minusMillis(1))).isEmpty();
    Claim again = claim(NOON.plusSeconds(30)).get(0);

    assertThat(again.attempts()).isEqualTo(1);
    assertThat(again.barren()).isZero();
    assertThat(again.message().body().bytes()).isEqualTo("one".getBytes(UTF_8));
  }

  @Test
  void givenBackClaimIsDueAtOnceAndTheTryDoesNotCount() {
    put("one");
    outbox().giveBack(claim(NOON), NOON);

    Claim again = claim(NOON).get(0);

    assertThat(again.attempts()).isZero();
    assertThat(again.barren()).isZero();
  }

  @Test
  void claimThatWasTakenOverCannotBeGivenBack() {
    put("one");
    List<Claim> lost = claim(NOON);
    claim(NOON.plus(LEASE));

    outbox().giveBack(lost, NOON.plus(LEASE));

    assertThat(claim(NOON.plus(LEASE))).isEmpty();
    assertThat(delivery("one").sending()).isTrue();
  }

  @Test
  void whatIsDueLongestIsClaimedFirst() {
    put("one");
    put("two");
    List<Claim> both = claim(NOON);
    outbox()
        .complete(
            List.of(
                retry(both.get(0), NOON.plusSeconds(20)), retry(both.get(1), NOON.plusSeconds(10))),
            NOON);

    Capacity single = new Capacity(1, 1, Map.of());
    assertThat(names(outbox().claim("test", NOON.plusSeconds(30), LEASE, single)))
        .containsExactly("two");
  }

  @Test
  void nothingWaitsWhereNothingWasDeposited() {
    assertThat(outbox().nextDue()).isEmpty();
    assertThat(claim(NOON)).isEmpty();
  }

  @Test
  void endpointTakesNoMoreThanItsCapacity() {
    IntStream.range(0, 10).forEach(i -> put("a" + i, "https://a"));
    IntStream.range(0, 10).forEach(i -> put("b" + i, "https://b"));

    Capacity capacity = new Capacity(100, 4, Map.of("https://a", 3));
    List<Claim> claims = outbox().claim("test", NOON, LEASE, capacity);

    assertThat(names(claims)).containsExactlyInAnyOrder("a0", "b0", "b1", "b2", "b3");
  }

  @Test
  void claimsStayWithinTheWholeCapacity() {
    IntStream.range(0, 10).forEach(i -> put("n" + i, "https://" + i));

    assertThat(outbox().claim("test", NOON, LEASE, new Capacity(7, 4, Map.of()))).hasSize(7);
    assertThat(outbox().claim("test", NOON, LEASE, new Capacity(0, 4, Map.of()))).isEmpty();
    assertThat(outbox().claim("test", NOON, LEASE, new Capacity(7, 4, Map.of()))).hasSize(3);
  }

  @Test
  void oneEndpointWithManyWaitingDoesNotStandBeforeTheOthers() {
    IntStream.range(0, 50).forEach(i -> put("a" + i, "https://a"));
    IntStream.range(0, 50).forEach(i -> put("z" + i, "https://" + i));

    List<Claim> claims = outbox().claim("test", NOON, LEASE, new Capacity(60, 10, Map.of()));

    Map<String, List<Claim>> byEndpoint = claims.stream().collect(groupingBy(Claim::endpoint));
    assertThat(byEndpoint).hasSize(51);
    assertThat(byEndpoint.get("https://a")).hasSize(10);
  }

  @Test
  void sameDepositTwiceIsOne() {
    put("one");
    put("one");

    assertThat(history().events(Query.all(10))).hasSize(1);
    assertThat(history().deliveries(Query.all(10))).hasSize(1);
    assertThat(outbox().holds("one")).isTrue();
    assertThat(outbox().holds("two")).isFalse();
  }

  @Test
  void depositThatFailsHalfwayLeavesNothing() {
    Deposit good = deposit("one", "ci", "refs/heads/main", false, "https://a");
    NewDelivery orphan = delivery("no-such-event", "ci", "refs/heads/main", false, "https://a");
    Deposit bad =
        new Deposit(
            "one",
            NOON,
            "ocean",
            good.events(),
            List.of(good.deliveries().get(0), orphan),
            Map.of("k", Optional.of("v")));

    assertThatThrownBy(() -> outbox().commit(bad)).isInstanceOf(StoreException.class);

    assertThat(outbox().holds("one")).isFalse();
    assertThat(history().deliveries(Query.all(10))).isEmpty();
    assertThat(history().backlog(NOON).count(DeliveryState.WAITING)).isZero();
    assertThat(outbox().state("ocean").all()).isEmpty();
    outbox().commit(good);
    assertThat(claim(NOON)).hasSize(1);
  }

  @Test
  void completionsAreAllOrNothing() {
    put("one");
    Claim claim = claim(NOON).get(0);
    NewDelivery orphan = delivery("no-such-event", "ci", "refs/heads/main", false, "https://a");
    Deposit bad = new Deposit("x", NOON, "ocean", List.of(), List.of(orphan), Map.of());

    assertThatThrownBy(() -> outbox().complete(List.of(gone(claim, bad)), NOON))
        .isInstanceOf(StoreException.class);

    assertThat(delivery("one").sending()).isTrue();
    assertThat(history().attempts(id("one"))).isEmpty();
    assertThat(outbox().disabled()).isEmpty();
  }

  @Test
  void stateOfARepositoryIsItsOwn() {
    outbox().commit(remember("ocean", Map.of("a", Optional.of("1"), "b", Optional.of("2"))));
    outbox().commit(remember("river", Map.of("a", Optional.of("3"))));
    outbox().commit(remember("ocean", Map.of("a", Optional.of("4"), "b", Optional.empty())));

    assertThat(outbox().state("ocean").all()).containsExactly(Map.entry("a", "4"));
    assertThat(outbox().state("river").get("a")).contains("3");
    assertThat(outbox().state("ocean").get("b")).isEmpty();
    assertThat(outbox().repositories()).containsExactly("ocean", "river");
  }

  @Test
  void stateIsReadByTheBeginningOfItsKeys() {
    List<String> keys = List.of("@x", "refs/heads/a", "refs/heads/\uD83D\uDE80", "refs/tags/a");
    keys.forEach(key -> outbox().commit(remember("ocean", Map.of(key, Optional.of("1")))));

    assertThat(outbox().state("ocean").startingWith("refs/heads/"))
        .containsOnlyKeys(keys.subList(1, 3));
    assertThat(outbox().state("ocean").all()).containsOnlyKeys(keys);
  }

  @Test
  void stateIsReadInParts() {
    List<String> keys = List.of("@x", "refs/a", "refs/b", "refs/\uFFFD", "refs/\uD83D\uDE80", "s");
    keys.forEach(key -> outbox().commit(remember("ocean", Map.of(key, Optional.of("1")))));
    outbox().commit(remember("river", Map.of("refs/c", Optional.of("1"))));

    assertThat(outbox().state("ocean").next("refs/", "", 2).keySet())
        .containsExactlyElementsOf(keys.subList(1, 3));
    assertThat(outbox().state("ocean").next("refs/", "refs/b", 9).keySet())
        .containsExactlyElementsOf(keys.subList(3, 5));
    assertThat(outbox().state("ocean").next("refs/", "refs/\uD83D\uDE80", 9)).isEmpty();
  }

  @Test
  void whoAnEventTurnedOutToBeIsAddedToHistoryAndChangesNothingElse() {
    put("one");
    RecordedEvent before = history().event(EventId.event("one")).orElseThrow();
    assertThat(before.learnt()).isNull();
    Actor alice = new Actor("alice", null, "192.0.2.7");
    outbox()
        .commit(
            new Deposit("late", NOON, "ocean", List.of(), List.of(), Map.of())
                .with(Map.of(before.id(), alice, "evt_gone", alice)));

    RecordedEvent after = history().event(before.id()).orElseThrow();
    assertThat(after.learnt()).isEqualTo(alice);
    assertThat(after.body()).isEqualTo(before.body());
    assertThat(history().events(Query.all(9))).hasSize(1);
  }

  private static Deposit remember(String repository, Map<String, Optional<String>> changes) {
    return new Deposit("f", NOON, repository, List.of(), List.of(), changes);
  }

  @Test
  void deliveryThatCannotBeRenderedIsKeptAsFailed() {
    Deposit deposit = deposit("one", "ci", "refs/heads/main", false, "https://a");
    NewDelivery unrenderable =
        new NewDelivery(
            id("one"),
            deposit.events().get(0).event().id(),
            key("ci"),
            "",
            "refs/heads/main",
            false,
            "https://a",
            null,
            null,
            Reason.UNRENDERABLE);
    outbox()
        .commit(
            new Deposit("one", NOON, "ocean", deposit.events(), List.of(unrenderable), Map.of()));

    assertThat(delivery("one").state()).isEqualTo(DeliveryState.FAILED);
    assertThat(delivery("one").reason()).isEqualTo("unrenderable");
    assertThat(delivery("one").finishedAt()).isEqualTo(NOON);
    assertThat(claim(NOON)).isEmpty();
  }

  @Test
  void twoStoresNeverShareAClaim() throws Exception {
    int many = 200;
    IntStream.range(0, many).forEach(i -> put("n" + i, "https://" + i % 7));
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Callable<List<String>>> claimers = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        Outbox outbox = open().outbox();
        claimers.add(() -> claimAll(outbox, NOON));
      }
      List<String> all = new ArrayList<>();
      for (Future<List<String>> each : threads.invokeAll(claimers)) {
        all.addAll(each.get());
      }

      assertThat(all).hasSize(many).doesNotHaveDuplicates();
    } finally {
      threads.shutdownNow();
    }
  }

  /** Claims a few at a time until nothing is left, or far more came than any test deposits. */
  static List<String> claimAll(Outbox outbox, Instant now) {
    List<String> claimed = new ArrayList<>();
    List<Claim> claims;
    do {
      claims = outbox.claim("claimer", now, LEASE, new Capacity(5, 2, Map.of()));
      claims.forEach(each -> claimed.add(each.message().id()));
    } while (!claims.isEmpty() && claimed.size() < 10_000);
    return claimed;
  }

  @Test
  void concurrentDepositsAndCompletionsLoseNothing() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(3);
    try {
      Outbox depositor = open().outbox();
      Future<?> deposits =
          threads.submit(
              () ->
                  IntStream.range(0, 200)
                      .forEach(
                          i ->
                              depositor.commit(
                                  deposit("n" + i, "ci", "r" + i % 9, false, "https://a"))));
      Set<String> sent = new HashSet<>();
      long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
      boolean over = false;
      while (!over) {
        assertThat(System.nanoTime()).as("all are deposited in time").isLessThan(deadline);
        boolean last = deposits.isDone();
        List<Claim> claims = claim(NOON);
        outbox().complete(claims.stream().map(StoreContract::delivered).toList(), NOON);
        claims.forEach(each -> assertThat(sent.add(each.message().id())).isTrue());
        over = last && claims.isEmpty();
      }
      deposits.get();

      assertThat(history().backlog(NOON).count(DeliveryState.DELIVERED)).isEqualTo(200);
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void storeThatWasClosedAndOpenedKeepsEverything() {
    put("one");
    put("two");
    outbox().complete(List.of(retry(claim(NOON).get(0), NOON.plusSeconds(5))), NOON);

    Store again = open();

    assertThat(again.history().deliveries(Query.all(9))).hasSize(2);
    assertThat(again.outbox().nextDue()).contains(NOON.plusSeconds(5));
  }
}
