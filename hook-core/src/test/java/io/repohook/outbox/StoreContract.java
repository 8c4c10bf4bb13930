package io.repohook.outbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.repohook.channel.Attempt;
import io.repohook.channel.Body;
import io.repohook.channel.Outcome;
import io.repohook.channel.Reason;
import io.repohook.event.Actor;
import io.repohook.event.Change;
import io.repohook.event.Event;
import io.repohook.event.EventId;
import io.repohook.event.Push;
import io.repohook.event.Repository;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;

/** What every contract of the store needs: deposits in one line, claims, completions. */
abstract class StoreContract {
  static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  static final Duration LEASE = Duration.ofSeconds(15);
  static final Capacity PLENTY = new Capacity(1000, 1000, Map.of());

  private final List<Store> opened = new ArrayList<>();
  private @Nullable Store first;

  /** Another connection to the database of this test; the first call makes the database. */
  abstract Store connect();

  @AfterEach
  void closeStores() {
    opened.forEach(Store::close);
  }

  Store open() {
    Store store = connect();
    opened.add(store);
    return store;
  }

  Store store() {
    Store known = first;
    if (known == null) {
      known = open();
      first = known;
    }
    return known;
  }

  Outbox outbox() {
    return store().outbox();
  }

  History history() {
    return store().history();
  }

  static SubscriptionKey key(String alias) {
    return new SubscriptionKey("ocean", alias);
  }

  static Event event(String name, String ref) {
    Push push =
        new Push(
            ref, Change.UPDATED, "a", "b", List.of(), 0, 0, 0, false, null, List.of(), null, false);
    return new Event(EventId.event(name), NOON, Repository.git("ocean"), Actor.UNKNOWN, push);
  }

  static NewDelivery delivery(String name, String alias, String ref, boolean ordered, String to) {
    Body body = new Body("application/json", Map.of("x-format", "test"), name.getBytes(UTF_8));
    return new NewDelivery(
        id(name), EventId.event(name), key(alias), "", ref, ordered, to, null, body, null);
  }

  /** One event with one delivery to the endpoint {@code to}. */
  static Deposit deposit(String name, String alias, String ref, boolean ordered, String to) {
    return new Deposit(
        name,
        NOON,
        "ocean",
        List.of(new NewEvent(event(name, ref), "{}".getBytes(UTF_8))),
        List.of(delivery(name, alias, ref, ordered, to)),
        Map.of());
  }

  /** The delivery's id by the name that it was deposited under. */
  static String id(String name) {
    return "dlv_" + name;
  }

  /** Deposits one delivery in a lane of its own. */
  void put(String name) {
    put(name, "https://a");
  }

  void put(String name, String endpoint) {
    outbox().commit(deposit(name, "ci", "refs/heads/" + name, false, endpoint));
  }

  /** Deposits one delivery of the lane {@code main}. */
  void putInLane(String name, boolean ordered) {
    outbox().commit(deposit(name, "ci", "refs/heads/main", ordered, "https://a"));
  }

  List<Claim> claim(Instant now) {
    return outbox().claim("test", now, LEASE, PLENTY);
  }

  static List<String> names(List<Claim> claims) {
    return claims.stream().map(each -> each.message().id().substring("dlv_".length())).toList();
  }

  Delivery delivery(String name) {
    return history().delivery(id(name)).orElseThrow();
  }

  static Completion delivered(Claim claim) {
    return completion(claim, new Outcome.Delivered(), new Next.Delivered());
  }

  static Completion retry(Claim claim, Instant at) {
    return retry(claim, Reason.SERVER_ERROR, at);
  }

  static Completion retry(Claim claim, Reason reason, Instant at) {
    return completion(claim, new Outcome.Retry(reason, null), new Next.RetryAt(at));
  }

  static Completion failed(Claim claim) {
    return completion(claim, new Outcome.Failed(Reason.REJECTED), new Next.Failed());
  }

  static Completion gone(Claim claim) {
    return completion(claim, new Outcome.Failed(Reason.GONE), new Next.Disabled());
  }

  static Completion gone(Claim claim, Deposit consequence) {
    return new Completion(
        claim,
        attempt(new Outcome.Failed(Reason.GONE)),
        new Next.Disabled(),
        Optional.of(consequence));
  }

  private static Completion completion(Claim claim, Outcome outcome, Next next) {
    return new Completion(claim, attempt(outcome), next);
  }

  private static Attempt attempt(Outcome outcome) {
    return new Attempt(NOON, Duration.ofMillis(12), outcome, null, "a test");
  }
}
