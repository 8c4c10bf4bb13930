package io.repohook.outbox.sqlite;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.repohook.channel.Body;
import io.repohook.channel.Pace;
import io.repohook.event.Actor;
import io.repohook.event.Event;
import io.repohook.event.Sha256;
import io.repohook.outbox.DeliveryState;
import io.repohook.outbox.Deposit;
import io.repohook.outbox.NewCounting;
import io.repohook.outbox.NewDelivery;
import io.repohook.outbox.NewEvent;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Adds events and deliveries, within somebody's transaction. */
final class Deposits {
  private static final JsonMapper JSON = new JsonMapper();

  /** What waits in memory to be written: some hundred kilobytes. */
  private static final int BATCH = 1_000;

  private final Handle handle;

  Deposits(Handle handle) {
    this.handle = handle;
  }

  void add(Deposit deposit) {
    for (NewEvent each : deposit.events()) {
      add(each, deposit);
    }
    for (NewDelivery each : deposit.deliveries()) {
      add(each, null, deposit.at());
    }
    Gatherings digests = new Gatherings(handle);
    deposit.gatherings().forEach(each -> digests.add(each, deposit.at()));
    count(deposit);
    deposit.actors().forEach(this::learn);
    remember(deposit.repository(), deposit.stateChanges());
  }

  /** What is only counted leaves no event that would name its origin. */
  private void count(Deposit deposit) {
    Countings countings = new Countings(handle);
    for (NewCounting each : deposit.countings()) {
      if (countings.opens(each, deposit.at())) {
        add(each.first(), deposit);
      }
      countings.add(each, deposit.at());
    }
    if (!deposit.countings().isEmpty()) {
      handle.execute(
          "INSERT OR REPLACE INTO counted_origin (origin, at) VALUES (?, ?)",
          deposit.origin(),
          deposit.at().toEpochMilli());
    }
  }

  private void add(NewEvent added, Deposit deposit) {
    Event event = added.event();
    handle
        .createUpdate(
            """
            INSERT INTO event
              (id, type, repository, subject, happened_at, recorded_at, origin, body)
            VALUES
              (:id, :type, :repository, :subject, :happenedAt, :recordedAt, :origin, :body)
            ON CONFLICT (id) DO NOTHING
            """)
        .bind("id", event.id())
        .bind("type", event.type().wireName())
        .bind("repository", event.repository().name())
        .bind("subject", event.data().subject())
        .bind("happenedAt", event.timestamp().toEpochMilli())
        .bind("recordedAt", deposit.at().toEpochMilli())
        .bind("origin", deposit.origin())
        .bind("body", added.body())
        .execute();
  }

  /** Adds a delivery that tells what is in a digest. */
  void addDigest(NewDelivery delivery, long digest, Instant at) {
    add(delivery, digest, at);
  }

  private void add(NewDelivery delivery, @Nullable Long digest, Instant at) {
    long lane =
        lane(
            delivery.subscription().repository(),
            delivery.subscription().alias(),
            delivery.recipient(),
            delivery.subject());
    DeliveryState state =
        delivery.failed() != null
            ? DeliveryState.FAILED
            : isTaken(lane, delivery.ordered()) ? DeliveryState.HELD : DeliveryState.WAITING;
    Optional<Long> added =
        handle
            .createQuery(
                """
                INSERT INTO delivery
                  (id, event_seq, digest_seq, repository, alias, recipient, lane, ordered, endpoint,
                   state, due_at, reason, created_at, finished_at)
                SELECT :id, (SELECT seq FROM event WHERE id = :event), :digest, :repository, :alias,
                  :recipient, :lane, :ordered, :endpoint, :state, :dueAt, :reason, :createdAt,
                  :finishedAt
                WHERE :digest IS NOT NULL OR NOT EXISTS (
                  SELECT 1 FROM event JOIN digest_item ON event_seq = event.seq
                  JOIN digest ON digest.seq = digest_item.digest_seq
                  WHERE event.id = :event AND digest.repository = :repository
                    AND digest.alias = :alias)
                ON CONFLICT (id) DO NOTHING
                RETURNING seq
                """)
            .bind("id", delivery.id())
            .bind("event", delivery.eventId())
            .bind("digest", digest)
            .bind("repository", delivery.subscription().repository())
            .bind("alias", delivery.subscription().alias())
            .bind("recipient", delivery.recipient())
            .bind("lane", lane)
            .bind("ordered", delivery.ordered())
            .bind("endpoint", delivery.endpoint())
            .bind("state", state.wireName())
            .bind("dueAt", state == DeliveryState.WAITING ? at.toEpochMilli() : null)
            .bind("reason", delivery.failed() == null ? null : delivery.failed().wireName())
            .bind("createdAt", at.toEpochMilli())
            .bind("finishedAt", delivery.failed() == null ? null : at.toEpochMilli())
            .mapTo(Long.class)
            .findOne();
    Pace pace = delivery.pace();
    if (pace != null) {
      new PacedEndpoints(handle).set(delivery.endpoint(), pace);
    }
    Body body = delivery.body();
    if (added.isPresent() && body != null) {
      handle.execute(
          "INSERT INTO delivery_body (delivery_seq, content_type, headers, body) VALUES (?, ?, ?, ?)",
          added.get(),
          body.contentType(),
          JSON.writeValueAsString(body.headers()),
          body.bytes());
    }
  }

  /** Whether an earlier delivery of the lane goes first. */
  private boolean isTaken(long lane, boolean ordered) {
    return handle
        .createQuery(
            ordered
                ? "SELECT EXISTS (SELECT 1 FROM delivery WHERE lane = ? AND finished_at IS NULL)"
                : "SELECT EXISTS (SELECT 1 FROM delivery"
                    + " WHERE lane = ? AND attempts = 0 AND finished_at IS NULL)")
        .bind(0, lane)
        .mapTo(Boolean.class)
        .one();
  }

  private void learn(String eventId, Actor actor) {
    handle.execute(
        """
        UPDATE event SET actor_learnt = 1, actor_name = ?, actor_email = ?, actor_address = ?
        WHERE id = ?
        """,
        actor.name(),
        actor.email(),
        actor.address(),
        eventId);
  }

  /** In batches: the first sight of a repository may remember 100,000 refs. */
  private void remember(String repository, Map<String, Optional<String>> changes) {
    PreparedBatch set =
        handle.prepareBatch(
            """
            INSERT INTO source_state (repository, key, value) VALUES (?, ?, ?)
            ON CONFLICT (repository, key) DO UPDATE SET value = excluded.value
            """);
    PreparedBatch forget =
        handle.prepareBatch("DELETE FROM source_state WHERE repository = ? AND key = ?");
    // In the order of the table: one page of it after the other is written.
    new TreeMap<>(changes)
        .forEach(
            (key, value) -> {
              if (value.isPresent()) {
                executeIfLarge(set.add(repository, key, value.get()));
              } else {
                executeIfLarge(forget.add(repository, key));
              }
            });
    set.execute();
    forget.execute();
  }

  private static void executeIfLarge(PreparedBatch batch) {
    if (batch.size() >= BATCH) {
      batch.execute();
    }
  }

  private static long lane(String... names) {
    MessageDigest sha256 = Sha256.begin();
    for (String name : names) {
      sha256.update(name.getBytes(UTF_8));
      sha256.update((byte) 0);
    }
    return ByteBuffer.wrap(sha256.digest()).getLong();
  }
}
