package io.repohook.outbox.sqlite;

import io.repohook.event.Actor;
import io.repohook.outbox.Delivery;
import io.repohook.outbox.DeliveryState;
import io.repohook.outbox.EventName;
import io.repohook.outbox.Gathered;
import io.repohook.outbox.RecordedAttempt;
import io.repohook.outbox.RecordedEvent;
import io.repohook.outbox.SubscriptionKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Rows of the store as values. */
final class Rows {
  private Rows() {}

  static RecordedEvent event(ResultSet row) throws SQLException {
    return new RecordedEvent(
        row.getString("id"),
        row.getString("type"),
        row.getString("repository"),
        row.getString("subject"),
        Instant.ofEpochMilli(row.getLong("happened_at")),
        Instant.ofEpochMilli(row.getLong("recorded_at")),
        row.getBytes("body"),
        learnt(row));
  }

  private static @Nullable Actor learnt(ResultSet row) throws SQLException {
    return row.getBoolean("actor_learnt")
        ? new Actor(
            row.getString("actor_name"),
            row.getString("actor_email"),
            row.getString("actor_address"))
        : null;
  }

  static Delivery delivery(ResultSet row) throws SQLException {
    int events = row.getInt("events");
    boolean digest = row.getBoolean("is_digest");
    return new Delivery(
        row.getString("id"),
        row.getString("event_id"),
        digest ? Delivery.DIGEST : row.getString("type"),
        events,
        new SubscriptionKey(row.getString("repository"), row.getString("alias")),
        row.getString("recipient"),
        digest ? events + (events == 1 ? " event" : " events") : row.getString("subject"),
        row.getString("endpoint"),
        DeliveryState.named(row.getString("state")),
        row.getString("claimed_by") != null,
        row.getInt("attempts"),
        time(row, "due_at"),
        row.getString("reason"),
        Instant.ofEpochMilli(row.getLong("created_at")),
        time(row, "finished_at"));
  }

  static Gathered gathered(ResultSet row) throws SQLException {
    return new Gathered(
        row.getString("id"),
        row.getString("first_event"),
        new SubscriptionKey(row.getString("repository"), row.getString("alias")),
        row.getString("build"),
        row.getString("channel"),
        row.getString("endpoint"),
        Instant.ofEpochMilli(row.getLong("opened_at")),
        Instant.ofEpochMilli(row.getLong("closes_at")),
        row.getInt("events"));
  }

  static EventName eventName(ResultSet row) throws SQLException {
    return new EventName(
        row.getString("id"),
        row.getString("type"),
        row.getString("subject"),
        Instant.ofEpochMilli(row.getLong("happened_at")));
  }

  static RecordedAttempt attempt(ResultSet row) throws SQLException {
    int status = row.getInt("status");
    return new RecordedAttempt(
        row.getInt("number"),
        Instant.ofEpochMilli(row.getLong("started_at")),
        Duration.of(row.getLong("took"), ChronoUnit.MICROS),
        row.getString("outcome"),
        row.getString("reason"),
        status == 0 ? null : status,
        row.getString("detail"));
  }

  private static @Nullable Instant time(ResultSet row, String column) throws SQLException {
    long millis = row.getLong(column);
    return row.wasNull() ? null : Instant.ofEpochMilli(millis);
  }
}
