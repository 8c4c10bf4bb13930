package io.repohook.outbox;

import static io.repohook.outbox.DeliveryState.DELIVERED;
import static io.repohook.outbox.DeliveryState.FAILED;
import static io.repohook.outbox.DeliveryState.HELD;
import static io.repohook.outbox.DeliveryState.WAITING;
import static org.assertj.core.api.Assertions.assertThat;

import io.repohook.channel.Body;
import io.repohook.channel.Reason;
import io.repohook.event.EventId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What an outbox promises about order, dead endpoints and subscriptions that are switched off. */
abstract class LaneContract extends StoreContract {

  @Test
  void firstAttemptsOfALaneGoOutInOrder() {
    putInLane("one", false);
    putInLane("two", false);
    putInLane("three", false);

    assertThat(states("one", "two", "three")).containsExactly(WAITING, HELD, HELD);
    Claim one = only("one");
    assertThat(claim(NOON)).isEmpty();
    outbox().complete(List.of(retry(one, NOON.plusSeconds(5))), NOON);

    assertThat(states("one", "two", "three")).containsExactly(WAITING, WAITING, HELD);
    outbox().complete(List.of(delivered(only("two"))), NOON);
    assertThat(states("one", "two", "three")).containsExactly(WAITING, DELIVERED, WAITING);
  }

  @Test
  void orderedLaneWaitsUntilItsHeadIsFinished() {
    putInLane("one", true);
    putInLane("two", true);
    outbox().complete(List.of(retry(only("one"), NOON.plusSeconds(5))), NOON);

    assertThat(states("one", "two")).containsExactly(WAITING, HELD);
    Instant later = NOON.plusSeconds(5);
    Claim again = claim(later).get(0);
    outbox().complete(List.of(failed(again)), later);

    assertThat(states("one", "two")).containsExactly(FAILED, WAITING);
    assertThat(delivery("two").dueAt()).isEqualTo(later);
  }

  @Test
  void recipientsDoNotWaitForEachOther() {
    Deposit deposit = deposit("one", "people", "refs/heads/main", true, "smtp://a");
    outbox().commit(with(deposit, to("alice", "one"), to("bob", "two")));

    assertThat(states("one", "two")).containsExactly(WAITING, WAITING);
    assertThat(delivery("one").recipient()).isEqualTo("alice");
    assertThat(delivery("two").recipient()).isEqualTo("bob");
  }

  private static NewDelivery to(String recipient, String name) {
    Body body = new Body("message/rfc822", Map.of(), new byte[0]);
    return new NewDelivery(
        id(name),
        EventId.event("one"),
        key("people"),
        recipient,
        "refs/heads/main",
        true,
        "smtp://a",
        null,
        body,
        null);
  }

  private static Deposit with(Deposit deposit, NewDelivery... deliveries) {
    return new Deposit("one", NOON, "ocean", deposit.events(), List.of(deliveries), Map.of());
  }

  @Test
  void newDeliveryIsNotHeldByOneThatWasTriedBefore() {
    putInLane("one", false);
    outbox().complete(List.of(retry(only("one"), NOON.plusSeconds(5))), NOON);

    putInLane("two", false);

    assertThat(states("two")).containsExactly(WAITING);
  }

  @Test
  void newDeliveryOfAnOrderedLaneIsHeldByOneThatWasTriedBefore() {
    putInLane("one", true);
    outbox().complete(List.of(retry(only("one"), NOON.plusSeconds(5))), NOON);

    putInLane("two", true);

    assertThat(states("two")).containsExactly(HELD);
  }

  @Test
  void anotherLaneIsNotDelayed() {
    putInLane("one", true);
    outbox().commit(deposit("ref", "ci", "refs/heads/other", true, "https://a"));
    outbox().commit(deposit("alias", "team", "refs/heads/main", true, "https://a"));

    assertThat(names(claim(NOON))).containsExactly("one", "ref", "alias");
  }

  @Test
  void claimThatComesBackKeepsTheOrder() {
    putInLane("one", false);
    putInLane("two", false);
    claim(NOON);

    assertThat(names(claim(NOON.plus(LEASE)))).containsExactly("one");
    assertThat(states("two")).containsExactly(HELD);
  }

  @Test
  void overtakenClaimDoesNotLetTheNextOneGo() {
    putInLane("one", false);
    putInLane("two", false);
    Claim lost = only("one");
    claim(NOON.plus(LEASE));

    outbox().complete(List.of(delivered(lost)), NOON.plus(LEASE));

    assertThat(states("one", "two")).containsExactly(WAITING, HELD);
  }

  @Test
  void subscriptionWhoseEndpointIsGoneIsSwitchedOffWithAllItsDeliveries() {
    putInLane("one", false);
    putInLane("two", false);
    put("other-lane");
    outbox().commit(deposit("other", "team", "refs/heads/main", false, "https://a"));
    List<Claim> claims = claim(NOON);
    outbox().giveBack(claims.subList(1, claims.size()), NOON);

    outbox().complete(List.of(gone(claims.get(0))), NOON);

    assertThat(outbox().disabled()).containsOnlyKeys(key("ci")).containsValue(Reason.GONE);
    assertThat(states("one", "two", "other-lane", "other"))
        .containsExactly(FAILED, FAILED, FAILED, WAITING);
    assertThat(delivery("one").reason()).isEqualTo("gone");
    assertThat(delivery("two").reason()).isEqualTo("subscription_disabled");
  }

  @Test
  void attemptUnderWayOutlivesTheSwitchingOff() {
    put("one");
    put("two");
    List<Claim> claims = claim(NOON);
    outbox().complete(List.of(gone(claims.get(0))), NOON);

    outbox().complete(List.of(delivered(claims.get(1))), NOON);

    assertThat(states("two")).containsExactly(DELIVERED);
  }

  @Test
  void switchingOffIsToldOnce() {
    put("one");
    put("two");
    List<Claim> claims = claim(NOON);

    outbox().complete(List.of(gone(claims.get(0), told("first"))), NOON);
    outbox().complete(List.of(gone(claims.get(1), told("second"))), NOON);

    assertThat(outbox().holds("first")).isTrue();
    assertThat(outbox().holds("second")).isFalse();
    assertThat(delivery("first").state()).isEqualTo(WAITING);
  }

  @Test
  void overtakenClaimSwitchesNothingOff() {
    put("one");
    Claim lost = only("one");
    claim(NOON.plus(LEASE));

    outbox().complete(List.of(gone(lost, told("first"))), NOON.plus(LEASE));

    assertThat(outbox().disabled()).isEmpty();
    assertThat(outbox().holds("first")).isFalse();
  }

  private static Deposit told(String name) {
    return deposit(name, "team", "ci", false, "https://b");
  }

  @Test
  void subscriptionCanBeSwitchedOnAgain() {
    put("one");
    outbox().complete(List.of(gone(only("one"))), NOON);

    assertThat(outbox().enable(key("ci"))).isTrue();
    assertThat(outbox().enable(key("ci"))).isFalse();
    assertThat(outbox().disabled()).isEmpty();
  }

  @Test
  void nineUnreachableAttemptsInARowHoldNothingBack() {
    unreachable(9);
    assertThat(claim(NOON)).hasSize(5 + 9);
  }

  @Test
  void openBreakerHoldsBackUntilItsTimeThenOneIsTried() {
    unreachable(10);
    Instant open = NOON.plus(Breaker.FIRST);

    assertThat(claim(open.minusMillis(1))).isEmpty();
    assertThat(outbox().nextDue()).contains(open);
    assertThat(history().backlog(open.minusMillis(1)).oldestDue()).isEqualTo(NOON);
    List<Claim> probe = claim(open);
    assertThat(probe).hasSize(1);

    Outbox restarted = open().outbox();
    assertThat(restarted.claim("t", open, LEASE, new Capacity(9, 9, busy(1)))).isEmpty();
    outbox().complete(List.of(retry(probe.get(0), Reason.TIMEOUT, open)), open);
    Instant twice = open.plus(Breaker.FIRST.multipliedBy(2));
    assertThat(restarted.claim("t", twice.minusMillis(1), LEASE, PLENTY)).isEmpty();
    assertThat(restarted.claim("t", twice, LEASE, PLENTY)).hasSize(1);
  }

  @Test
  void anyAnswerClosesTheBreaker() {
    unreachable(10);
    Instant open = NOON.plus(Breaker.FIRST);
    Claim probe = claim(open).get(0);

    outbox().complete(List.of(retry(probe, Reason.SERVER_ERROR, open.plusSeconds(9))), open);

    assertThat(claim(open)).hasSize(14);
  }

  @Test
  void whatWasNeverSentDoesNotCloseTheBreaker() {
    unreachable(10);
    Instant open = NOON.plus(Breaker.FIRST);
    Claim probe = claim(open).get(0);

    outbox()
        .complete(List.of(retry(probe, Reason.SUBSCRIPTION_REMOVED, open.plusSeconds(9))), open);

    assertThat(claim(open)).hasSize(1);
  }

  @Test
  void attemptsThatEndWhileTheBreakerIsOpenDoNotLengthenIt() {
    unreachable(16);

    assertThat(claim(NOON.plus(Breaker.FIRST))).hasSize(1);
  }

  @Test
  void answerBetweenEndsTheRow() {
    IntStream.range(0, 20).forEach(i -> put("n" + i));
    List<Claim> claims = claim(NOON);
    outbox().complete(claims.subList(0, 9).stream().map(each -> timeout(each)).toList(), NOON);
    outbox().complete(List.of(delivered(claims.get(9))), NOON);
    outbox().complete(claims.subList(10, 19).stream().map(each -> timeout(each)).toList(), NOON);

    put("late");

    assertThat(names(claim(NOON))).contains("late").hasSize(19);
  }

  /** So many attempts that did not get through, all due again at once, and five more waiting. */
  private void unreachable(int times) {
    IntStream.range(0, times).forEach(i -> put("n" + i));
    outbox().complete(claim(NOON).stream().map(each -> timeout(each)).toList(), NOON);
    IntStream.range(0, 5).forEach(i -> put("more" + i));
  }

  private static Completion timeout(Claim claim) {
    return retry(claim, Reason.TIMEOUT, NOON);
  }

  private static Map<String, Integer> busy(int count) {
    return Map.of("https://a", count);
  }

  private Claim only(String name) {
    List<Claim> claims = claim(NOON);
    assertThat(names(claims)).containsExactly(name);
    return claims.get(0);
  }

  private List<DeliveryState> states(String... names) {
    return Stream.of(names).map(each -> delivery(each).state()).toList();
  }
}
