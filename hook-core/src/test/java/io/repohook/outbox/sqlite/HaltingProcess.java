package io.repohook.outbox.sqlite;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.repohook.channel.Attempt;
import io.repohook.channel.Body;
import io.repohook.channel.Outcome;
import io.repohook.event.Actor;
import io.repohook.event.Change;
import io.repohook.event.Event;
import io.repohook.event.EventId;
import io.repohook.event.Push;
import io.repohook.event.Repository;
import io.repohook.outbox.Capacity;
import io.repohook.outbox.Claim;
import io.repohook.outbox.Completion;
import io.repohook.outbox.Deposit;
import io.repohook.outbox.Gathered;
import io.repohook.outbox.NewDelivery;
import io.repohook.outbox.NewEvent;
import io.repohook.outbox.NewGathering;
import io.repohook.outbox.Next;
import io.repohook.outbox.Opening;
import io.repohook.outbox.Store;
import io.repohook.outbox.SubscriptionKey;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Another process that dies as by {@code kill -9} when all of a transaction is done but its commit:
 * {@code FILE deposit}, {@code FILE complete}, {@code FILE gather} or {@code FILE close}.
 */
final class HaltingProcess {
  static final int STATUS = 42;
  static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  static final Duration LEASE = Duration.ofSeconds(15);

  static final Duration INTERVAL = Duration.ofMinutes(10);

  /** More than SQLite keeps in memory, so that pages of the transaction are in the file by then. */
  private static final int LARGE = 8 << 20;

  private HaltingProcess() {}

  public static void main(String[] arguments) throws SQLException {
    Path file = Path.of(arguments[0]);
    if (arguments[1].equals("deposit")) {
      halt(file, handle -> new Deposits(handle).add(deposit("lost", LARGE)));
    } else if (arguments[1].equals("gather")) {
      halt(file, handle -> new Deposits(handle).add(gathering("lost", LARGE)));
    } else if (arguments[1].equals("close")) {
      try (Store store = SqliteStore.open(file)) {
        Gathered gathered = store.digests().due(NOON.plus(INTERVAL)).get(0);
        halt(
            file, handle -> SqliteDigests.close(handle, gathered, List.of(digest(gathered)), NOON));
      }
    } else {
      try (Store store = SqliteStore.open(file)) {
        Capacity all = new Capacity(9, 9, Map.of());
        Claim claim = store.outbox().claim("halting", NOON, LEASE, all).get(0);
        Attempt attempt = new Attempt(NOON, Duration.ZERO, new Outcome.Delivered(), null, "");
        Completion completion =
            new Completion(
                claim, attempt, new Next.Delivered(), Optional.of(deposit("lost", LARGE)));
        halt(file, handle -> new Completions(handle, NOON).complete(List.of(completion)));
      }
    }
  }

  private static void halt(Path file, SqliteSession.Change change) throws SQLException {
    new SqliteSession(file, SqliteStore.connect(file))
        .useTransaction(
            (Handle handle) -> {
              change.with(handle);
              Runtime.getRuntime().halt(STATUS);
            });
  }

  /** One event of so many bytes that gathers. */
  static Deposit gathering(String name, int size) {
    Deposit deposit = deposit(name, 1);
    Event event = deposit.events().get(0).event();
    NewGathering gathering =
        new NewGathering(
            new Opening(
                "dig_" + name,
                event.id(),
                event.repository(),
                new SubscriptionKey("ocean", "ci"),
                "webhook",
                "https://a",
                INTERVAL),
            new byte[1]);
    return new Deposit(
        name,
        NOON,
        "ocean",
        List.of(new NewEvent(event, new byte[size])),
        List.of(),
        List.of(gathering),
        List.of(),
        deposit.stateChanges(),
        Map.of());
  }

  static NewDelivery digest(Gathered gathered) {
    return new NewDelivery(
        gathered.id(),
        gathered.firstEvent(),
        gathered.subscription(),
        "",
        "digest",
        false,
        "https://a",
        null,
        new Body("text/plain", Map.of(), new byte[LARGE]),
        null);
  }

  /** One event with one delivery, whose body has so many bytes, and a value to remember. */
  static Deposit deposit(String name, int size) {
    Push push =
        new Push(
            "refs/heads/" + name,
            Change.UPDATED,
            "a",
            "b",
            List.of(),
            0,
            0,
            0,
            false,
            null,
            List.of(),
            null,
            false);
    Event event =
        new Event(EventId.event(name), NOON, Repository.git("ocean"), Actor.UNKNOWN, push);
    NewDelivery delivery =
        new NewDelivery(
            "dlv_" + name,
            event.id(),
            new SubscriptionKey("ocean", "ci"),
            "",
            push.ref(),
            false,
            "https://a",
            null,
            new Body("text/plain", Map.of(), new byte[size]),
            null);
    return new Deposit(
        name,
        NOON,
        "ocean",
        List.of(new NewEvent(event, "{}".getBytes(UTF_8))),
        List.of(delivery),
        Map.of(name, Optional.of("seen")));
  }
}
