package io.repohook.outbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.repohook.channel.Body;
import io.repohook.channel.Digest;
import io.repohook.channel.Reason;
import io.repohook.event.Event;
import io.repohook.event.EventId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a store's digests promise. */
abstract class DigestContract extends StoreContract {
  private static final Duration TEN_MINUTES = Duration.ofMinutes(10);
  private static final Instant CLOSES = NOON.plus(TEN_MINUTES);

  private Digests digests() {
    return store().digests();
  }

  @Test
  void firstEventOpensADigestAndOthersGatherInIt() {
    gather("one", NOON);
    gather("two", NOON.plusSeconds(300));

    assertThat(digests().due(CLOSES.minusMillis(1))).isEmpty();
    assertThat(digests().nextDue()).contains(CLOSES);
    Gathered due = only(digests().due(CLOSES));
    assertThat(due.firstEvent()).isEqualTo(EventId.event("one"));
    Digest digest = digests().read(due);
    assertThat(digest.id()).isEqualTo("dig_one");
    assertThat(digest.repository().name()).isEqualTo("ocean");
    assertThat(digest.from()).isEqualTo(NOON);
    assertThat(digest.to()).isEqualTo(CLOSES);
    assertThat(digest.counts()).isEqualTo(Map.of("git.push", 2));
    assertThat(texts(digest)).containsExactly("one", "two");
    assertThat(digest.truncated()).isFalse();
  }

  @Test
  void eachSubscriptionHasItsOwn() {
    gather("one", NOON);
    outbox().commit(deposit("two", NOON, gathering("two", "team", "script", "two")));

    assertThat(digests().due(CLOSES))
        .extracting(each -> each.subscription().alias())
        .containsExactlyInAnyOrder("ci", "team");
  }

  @Test
  void eachThatComesPutsTheEndOfABuildOff() {
    build("one", "user ci", NOON);
    build("two", "user ci", NOON.plusSeconds(540));
    build("three", "user ci", NOON.plusSeconds(1_080));

    Instant closes = NOON.plusSeconds(1_080).plus(TEN_MINUTES);
    assertThat(digests().due(closes.minusMillis(1))).isEmpty();
    assertThat(digests().nextDue()).contains(closes);
    Gathered due = only(digests().due(closes));
    assertThat(texts(digests().read(due))).containsExactly("one", "two", "three");
    assertThat(due.closes()).isEqualTo(closes);
  }

  @Test
  void aBuildThatNeverEndsIsToldInParts() {
    Instant longest = NOON.plus(Digests.LONGEST_BUILD);
    for (int minutes = 0; minutes <= 65; minutes += 5) {
      build("n" + minutes, "user ci", NOON.plus(Duration.ofMinutes(minutes)));
    }

    List<Gathered> due = digests().due(longest);
    assertThat(only(due).events()).isEqualTo(12);
    assertThat(only(due).closes()).isEqualTo(longest);
    assertThat(digests().nextDue()).contains(longest);
  }

  @Test
  void eachBuildAndWhatGathersByTimeAreDigestsOfTheirOwn() {
    build("one", "user ci", NOON);
    build("other", "user alice", NOON);
    gather("push", NOON);
    build("two", "user ci", NOON);

    assertThat(digests().due(CLOSES).stream().map(each -> texts(digests().read(each))))
        .containsExactlyInAnyOrder(List.of("one", "two"), List.of("other"), List.of("push"));
  }

  @Test
  void whatComesWhenItsTimeIsOverOpensAnother() {
    gather("one", NOON);
    gather("two", CLOSES);

    assertThat(digests().open()).extracting(Gathered::events).containsExactly(1, 1);
    assertThat(only(digests().due(CLOSES)).firstEvent()).isEqualTo(EventId.event("one"));
  }

  @Test
  void whatComesWhileItIsBeingRenderedOpensAnother() {
    gather("one", NOON);
    Gathered due = only(digests().due(CLOSES));
    gather("late", CLOSES.minusSeconds(1)); // Its deposit was begun before.

    assertThat(texts(digests().read(due))).containsExactly("one");
    close(due, CLOSES);
    assertThat(only(digests().open()).firstEvent()).isEqualTo(EventId.event("late"));
  }

  @Test
  void aDigestHoldsWhatOneKindOfChannelMade() {
    gather("one", NOON);
    Instant changed = NOON.plusSeconds(60);
    outbox().commit(deposit("two", changed, gathering("two", "ci", "slack", "two")));

    Gathered due = only(digests().due(changed));
    assertThat(due.channel()).isEqualTo("script");
    assertThat(due.closes()).isEqualTo(changed);
  }

  @Test
  void eventIsInOneDigestHoweverOftenItIsTold() {
    gather("one", NOON);
    gather("one", NOON);
    close(only(digests().due(CLOSES)), CLOSES);
    gather("one", CLOSES);

    assertThat(digests().open()).isEmpty();
    assertThat(history().eventsOf("dig_one", 9)).hasSize(1);
  }

  @Test
  void eventThatWasToldAloneDoesNotGatherNorTheOtherWayRound() {
    put("alone");
    gather("alone", NOON);
    gather("one", NOON);
    put("one");

    assertThat(names(claim(NOON))).containsExactly("alone");
    assertThat(only(digests().open()).events()).isEqualTo(1);
  }

  @Test
  void closedDigestIsADeliveryLikeAnyOther() {
    gather("one", NOON);
    gather("two", NOON);
    close(only(digests().due(CLOSES)), CLOSES);

    assertThat(digests().nextDue()).isEmpty();
    Claim claim = only(claim(CLOSES));
    assertThat(claim.message().id()).isEqualTo("dig_one");
    assertThat(new String(claim.message().body().bytes(), UTF_8)).isEqualTo("[one, two]");
    Delivery listed = only(history().deliveries(Query.all(9)));
    assertThat(listed.isDigest()).isTrue();
    assertThat(listed.events()).isEqualTo(2);
    assertThat(listed.subject()).isEqualTo("2 events");
    assertThat(history().eventsOf("dig_one", 9))
        .extracting(EventName::id)
        .containsExactly(EventId.event("one"), EventId.event("two"));
    assertThat(history().eventsOf("dig_one", 1)).hasSize(1);
    assertThat(history().deliveriesOf(EventId.event("two"))).containsExactly(listed(CLOSES));
    outbox().complete(List.of(delivered(claim)), CLOSES);
    assertThat(history().redeliver(List.of("dig_one"), CLOSES)).containsExactly("dig_one");
    assertThat(only(claim(CLOSES)).message().body().bytes())
        .isEqualTo(claim.message().body().bytes());
  }

  private Delivery listed(Instant at) {
    return history().deliveries(new Query(null, null, null, at, 9)).get(0);
  }

  @Test
  void aDeliveryOfOneEventNamesIt() {
    put("one");

    assertThat(history().eventsOf(id("one"), 9))
        .containsExactly(new EventName(EventId.event("one"), "git.push", "refs/heads/one", NOON));
    assertThat(delivery("one").events()).isEqualTo(1);
  }

  @Test
  void onlyTheFirstOfTwoProcessesClosesIt() {
    gather("one", NOON);
    Digests other = open().digests();
    Gathered ours = only(digests().due(CLOSES));
    Gathered theirs = only(other.due(CLOSES));

    assertThat(close(ours, CLOSES)).isTrue();
    assertThat(other.close(theirs, List.of(rendered(theirs, "other")), CLOSES)).isFalse();
    assertThat(claim(CLOSES)).hasSize(1);
  }

  @Test
  void itMayBecomeSeveralDeliveriesOrNone() {
    gather("one", NOON);
    Gathered due = only(digests().due(CLOSES));
    digests()
        .close(due, List.of(delivery("a", due, "x", null), delivery("b", due, "y", null)), CLOSES);
    assertThat(history().deliveriesOf(EventId.event("one")))
        .extracting(Delivery::id)
        .containsExactly("a", "b");

    gather("two", CLOSES);
    Instant later = CLOSES.plus(TEN_MINUTES);
    digests().close(only(digests().due(later)), List.of(), later);
    assertThat(history().deliveriesOf(EventId.event("two"))).isEmpty();
    assertThat(digests().nextDue()).isEmpty();
  }

  @Test
  void whatCouldNotBeRenderedIsRenderedAgainWhenSomebodyAsks() {
    gather("one", NOON);
    Gathered due = only(digests().due(CLOSES));
    digests().close(due, List.of(delivery("dig_one", due, null, Reason.UNRENDERABLE)), CLOSES);
    assertThat(delivery0("dig_one").state()).isEqualTo(DeliveryState.FAILED);
    assertThat(digests().due(CLOSES)).isEmpty();

    Instant later = CLOSES.plusSeconds(60);
    assertThat(history().redeliver(List.of("dig_one"), later)).containsExactly("dig_one");

    close(only(digests().due(later)), later);
    Claim claim = only(claim(later));
    assertThat(new String(claim.message().body().bytes(), UTF_8)).isEqualTo("[one]");
    assertThat(history().deliveries(Query.all(9))).hasSize(1);
    assertThat(history().backlog(later).count(DeliveryState.FAILED)).isZero();
  }

  private Delivery delivery0(String id) {
    return history().delivery(id).orElseThrow();
  }

  @Test
  void everyEventIsCountedButOnlyTheFirstAreListed() {
    int many = Digests.MOST_LISTED + 7;
    outbox().commit(deposit(IntStream.range(0, many).mapToObj(i -> "n" + i).toList(), "x"));

    Digest digest = digests().read(only(digests().due(CLOSES)));

    assertThat(digest.events()).isEqualTo(many);
    assertThat(digest.items()).hasSize(Digests.MOST_LISTED);
    assertThat(digest.truncated()).isTrue();
    close(only(digests().due(CLOSES)), CLOSES);
    assertThat(history().eventsOf("dig_n0", 9_999)).hasSize(many);
  }

  @Test
  void listStaysWithinItsBytesAndEndsWithTheFirstThatDoesNotFit() {
    // Three of these fit, and what they leave has room for a small one.
    String large = "x".repeat(Digests.MOST_LISTED_BYTES / 4 + 1);
    outbox().commit(deposit(List.of("a", "b", "c", "d"), large));
    gather("small", NOON);

    Digest digest = digests().read(only(digests().due(CLOSES)));

    assertThat(digest.items()).hasSize(3);
    assertThat(digest.events()).isEqualTo(5);
  }

  @Test
  void firstIsListedHoweverLargeItIs() {
    String large = "x".repeat(Digests.MOST_LISTED_BYTES + 1);
    outbox().commit(deposit("one", NOON, gathering("one", "ci", "script", large)));

    assertThat(digests().read(only(digests().due(CLOSES))).items()).hasSize(1);
  }

  @Test
  void whatGathersIsNeverPrunedAndAClosedDigestGoesWithItsDelivery() {
    outbox().commit(deposit(IntStream.range(0, 1_100).mapToObj(i -> "n" + i).toList(), "x"));
    Instant muchLater = NOON.plus(Duration.ofDays(99));
    history().prune(muchLater, muchLater);
    assertThat(history().events(Query.all(9_999))).hasSize(1_100);

    close(only(digests().due(CLOSES)), CLOSES);
    outbox().complete(List.of(delivered(only(claim(CLOSES)))), CLOSES);
    history().prune(CLOSES, CLOSES);
    assertThat(history().eventsOf("dig_n0", 9_999)).hasSize(1_100);
    history().prune(muchLater, muchLater);
    assertThat(history().events(Query.all(9))).isEmpty();
    assertThat(history().deliveries(Query.all(9))).isEmpty();
  }

  @Test
  void eachEventIsInExactlyOneDigestWhoeverClosesThem() {
    Random random = new Random(5);
    List<Store> processes = List.of(store(), open(), open());
    List<String> closed = new ArrayList<>();
    Instant now = NOON;
    int count = 300;
    for (int i = 0; i < count; ) {
      now = now.plusSeconds(random.nextInt(120));
      Store process = processes.get(random.nextInt(3));
      if (random.nextInt(3) > 0) {
        process.outbox().commit(deposit("n" + i, now, gathering("n" + i, "ci", "script", "n" + i)));
        i += random.nextInt(5) > 0 ? 1 : 0; // Some are deposited again, as after a crash.
      } else {
        closed.addAll(closeAll(process.digests(), now));
      }
    }
    closed.addAll(closeAll(digests(), now.plus(TEN_MINUTES)));

    assertThat(closed)
        .containsExactlyElementsOf(IntStream.range(0, count).mapToObj(i -> "n" + i).toList());
    assertThat(claim(now.plus(TEN_MINUTES))).isNotEmpty();
  }

  private static List<String> closeAll(Digests digests, Instant now) {
    List<String> told = new ArrayList<>();
    for (Gathered each : digests.due(now)) {
      List<String> texts = texts(digests.read(each));
      if (digests.close(each, List.of(rendered(each, texts.toString())), now)) {
        told.addAll(texts);
      }
    }
    return told;
  }

  private void build(String name, String whose, Instant at) {
    Opening by = gathering(name, "ci", "script", name).opening();
    Opening opening =
        new Opening(
            by.digestId(),
            by.eventId(),
            by.repository(),
            by.subscription(),
            by.channel(),
            by.endpoint(),
            by.interval(),
            whose);
    outbox().commit(deposit(name, at, new NewGathering(opening, name.getBytes(UTF_8))));
  }

  private void gather(String name, Instant at) {
    outbox().commit(deposit(name, at, gathering(name, "ci", "script", name)));
  }

  private static Deposit deposit(String name, Instant at, NewGathering gathering) {
    return deposit(List.of(name), at, List.of(gathering));
  }

  private static Deposit deposit(List<String> names, String item) {
    return deposit(
        names, NOON, names.stream().map(each -> gathering(each, "ci", "script", item)).toList());
  }

  private static Deposit deposit(List<String> names, Instant at, List<NewGathering> gatherings) {
    List<NewEvent> events =
        names.stream()
            .map(name -> new NewEvent(event(name, "refs/heads/" + name), "{}".getBytes(UTF_8)))
            .toList();
    return new Deposit(
        names.get(0), at, "ocean", events, List.of(), gatherings, List.of(), Map.of(), Map.of());
  }

  private static NewGathering gathering(String name, String alias, String channel, String item) {
    Event event = event(name, "refs/heads/" + name);
    Opening opening =
        new Opening(
            (alias.equals("ci") ? "dig_" : "dig_" + alias) + name,
            event.id(),
            event.repository(),
            key(alias),
            channel,
            "https://a",
            TEN_MINUTES);
    return new NewGathering(opening, item.getBytes(UTF_8));
  }

  private boolean close(Gathered due, Instant at) {
    String text = texts(digests().read(due)).toString();
    return digests().close(due, List.of(rendered(due, text)), at);
  }

  private static NewDelivery rendered(Gathered gathered, String text) {
    return delivery(gathered.id(), gathered, text, null);
  }

  private static NewDelivery delivery(
      String id, Gathered gathered, @Nullable String text, @Nullable Reason failed) {
    return new NewDelivery(
        id,
        gathered.firstEvent(),
        gathered.subscription(),
        "",
        "digest",
        false,
        gathered.endpoint(),
        null,
        text == null ? null : new Body("text/plain", Map.of(), text.getBytes(UTF_8)),
        failed);
  }

  private static List<String> texts(Digest digest) {
    return digest.items().stream().map(item -> new String(item, UTF_8)).toList();
  }

  private static <T> T only(List<T> list) {
    assertThat(list).hasSize(1);
    return list.get(0);
  }
}
