package io.repohook.outbox;

import static io.repohook.outbox.DeliveryState.DELIVERED;
import static io.repohook.outbox.DeliveryState.FAILED;
import static io.repohook.outbox.DeliveryState.WAITING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.repohook.outbox.NoticeBoard.Notice;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a history promises. */
abstract class HistoryContract extends StoreContract {

  @Test
  void newestComesFirstAndTheLimitHolds() {
    IntStream.range(0, 5).forEach(i -> put("n" + i));

    assertThat(history().deliveries(Query.all(2)))
        .extracting(Delivery::id)
        .containsExactly(id("n4"), id("n3"));
    assertThat(history().events(Query.all(2)))
        .extracting(RecordedEvent::subject)
        .containsExactly("refs/heads/n4", "refs/heads/n3");
  }

  @Test
  void queryNarrowsByEachOfItsParts() {
    put("one");
    outbox().commit(deposit("two", "team", "refs/heads/two", false, "https://b"));
    outbox().complete(List.of(failed(claim(NOON).get(0))), NOON);

    assertThat(ids(new Query("ocean", null, null, null, 9))).hasSize(2);
    assertThat(ids(new Query("river", null, null, null, 9))).isEmpty();
    assertThat(ids(new Query(null, "team", null, null, 9))).containsExactly(id("two"));
    assertThat(ids(new Query(null, null, FAILED, null, 9))).containsExactly(id("one"));
    assertThat(ids(new Query(null, null, null, NOON, 9))).hasSize(2);
    assertThat(ids(new Query(null, null, null, NOON.plusMillis(1), 9))).isEmpty();
  }

  private List<String> ids(Query query) {
    return history().deliveries(query).stream().map(Delivery::id).toList();
  }

  @Test
  void attemptIsToldAsItWas() {
    put("one");
    outbox().complete(List.of(retry(claim(NOON).get(0), NOON.plusSeconds(1))), NOON);

    assertThat(history().attempts(id("one")))
        .containsExactly(
            new RecordedAttempt(
                1, NOON, Duration.ofMillis(12), "retry", "server_error", null, "a test"));
    assertThat(history().deliveriesOf(delivery("one").eventId())).hasSize(1);
  }

  @Test
  void redeliverySendsTheSameWithAFreshSchedule() {
    put("one");
    outbox().complete(List.of(retry(claim(NOON).get(0), NOON.plusSeconds(1))), NOON);
    outbox().complete(List.of(failed(claim(NOON.plusSeconds(1)).get(0))), NOON.plusSeconds(1));

    Instant later = NOON.plusSeconds(100);
    assertThat(history().redeliver(List.of(id("one"), id("none")), later))
        .containsExactly(id("one"));

    Claim again = claim(later).get(0);
    assertThat(again.message().id()).isEqualTo(id("one"));
    assertThat(again.attempts()).isEqualTo(2);
    assertThat(again.scheduleFrom()).isEqualTo(2);
    assertThat(again.barren()).isZero();
    outbox().complete(List.of(delivered(again)), later);
    assertThat(history().attempts(id("one"))).hasSize(3);
    assertThat(delivery("one").state()).isEqualTo(DELIVERED);
  }

  @Test
  void attemptUnderWayDoesNotDecideAboutARedelivery() {
    put("one");
    Claim underWay = claim(NOON).get(0);
    history().redeliver(List.of(id("one")), NOON);

    outbox().complete(List.of(failed(underWay)), NOON);

    assertThat(delivery("one").state()).isEqualTo(WAITING);
    assertThat(delivery("one").dueAt()).isEqualTo(NOON);
    assertThat(claim(NOON)).hasSize(1);
  }

  @Test
  void heldDeliveryKeepsItsPlaceWhenSomebodyAsksForIt() {
    putInLane("one", false);
    putInLane("two", false);

    assertThat(history().redeliver(List.of(id("two")), NOON)).isEmpty();
  }

  @Test
  void manyCanBeRedeliveredAtOnce() {
    IntStream.range(0, 40).forEach(i -> put("n" + i));
    List<String> wanted =
        IntStream.range(0, 40_000).mapToObj(i -> i < 40 ? id("n" + i) : "dlv_x" + i).toList();

    assertThat(history().redeliver(wanted, NOON)).hasSize(40);
  }

  @Test
  void pruningForgetsWhatWasFinishedBeforeAndNothingElse() {
    List.of("delivered", "failed", "waiting", "late").forEach(this::put);
    List<Claim> claims = claim(NOON);
    outbox().complete(List.of(delivered(claims.get(0)), failed(claims.get(1))), NOON);
    outbox().complete(List.of(retry(claims.get(2), NOON)), NOON);
    outbox().complete(List.of(delivered(claims.get(3))), NOON.plusSeconds(60));

    assertThat(history().prune(NOON.plusSeconds(30), NOON.minusSeconds(30))).isEqualTo(1);

    assertThat(history().delivery(id("delivered"))).isEmpty();
    assertThat(history().attempts(id("delivered"))).isEmpty();
    assertThat(history().events(Query.all(9)))
        .extracting(RecordedEvent::subject)
        .containsExactly("refs/heads/late", "refs/heads/waiting", "refs/heads/failed");
    assertThat(history().prune(NOON.plusSeconds(90), NOON.plusSeconds(90))).isEqualTo(2);
    assertThat(ids(Query.all(9))).containsExactly(id("waiting"));
  }

  @Test
  void pruningForgetsMoreThanOneBatch() {
    IntStream.range(0, 1_100).forEach(i -> put("n" + i));
    List<Claim> claims = outbox().claim("t", NOON, LEASE, new Capacity(2000, 2000, Map.of()));
    outbox().complete(claims.stream().map(StoreContract::delivered).toList(), NOON);

    assertThat(history().prune(NOON.plusSeconds(1), NOON)).isEqualTo(1_100);
    assertThat(history().events(Query.all(9))).isEmpty();
  }

  @Test
  void lateRecordOfAForgottenDeliveryFallsOnNoOther() {
    put("one");
    Claim lost = claim(NOON).get(0);
    outbox().complete(List.of(delivered(claim(NOON.plus(LEASE)).get(0))), NOON);
    history().prune(NOON.plusSeconds(1), NOON);
    put("two");
    Claim current = claim(NOON).get(0);

    outbox().complete(List.of(failed(lost)), NOON);

    assertThat(history().attempts(id("two"))).isEmpty();
    assertThat(delivery("two").sending()).isTrue();
    outbox().complete(List.of(delivered(current)), NOON);
    assertThat(delivery("two").state()).isEqualTo(DELIVERED);
  }

  @Test
  void noticesAreReplacedAndTakenDown() {
    NoticeBoard board = store().noticeBoard();
    board.post(new Notice("serve 1", NOON, "{}"));
    board.post(new Notice("serve 2", NOON.plusSeconds(1), "{}"));
    board.post(new Notice("serve 1", NOON.plusSeconds(2), "{\"a\":1}"));

    assertThat(board.notices())
        .extracting(Notice::program, Notice::text)
        .containsExactly(tuple("serve 1", "{\"a\":1}"), tuple("serve 2", "{}"));
    board.takeDown("serve 1");
    assertThat(board.notices()).hasSize(1);
  }
}
