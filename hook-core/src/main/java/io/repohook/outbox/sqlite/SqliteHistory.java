package io.repohook.outbox.sqlite;

import io.repohook.outbox.Backlog;
import io.repohook.outbox.Delivery;
import io.repohook.outbox.DeliveryState;
import io.repohook.outbox.History;
import io.repohook.outbox.Query;
import io.repohook.outbox.RecordedAttempt;
import io.repohook.outbox.RecordedEvent;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** History as queries over the same tables that the outbox works on. */
final class SqliteHistory implements History {
  /** A list goes in as one JSON text: SQLite bounds how many values a statement may have. */
  private static final JsonMapper JSON = new JsonMapper();

  private static final String DELIVERY =
      """
      SELECT delivery.id, event.id AS event_id, event.type, delivery.repository, alias, recipient,
        subject, endpoint, state, claimed_by, due_at, reason, created_at, finished_at,
        (SELECT count(*) FROM attempt WHERE delivery_seq = delivery.seq) AS attempts
      FROM delivery JOIN event ON event.seq = event_seq
      """;

  private final SqliteSession writer;
  private final SqliteSession reader;

  SqliteHistory(SqliteSession writer, SqliteSession reader) {
    this.writer = writer;
    this.reader = reader;
  }

  @Override
  public List<RecordedEvent> events(Query query) {
    return reader.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT * FROM event
                    WHERE (:repository IS NULL OR repository = :repository)
                      AND (:since IS NULL OR recorded_at >= :since)
                    ORDER BY seq DESC LIMIT :limit
                    """)
                .bind("repository", query.repository())
                .bind("since", millis(query.since()))
                .bind("limit", query.limit())
                .map((row, context) -> Rows.event(row))
                .list());
  }

  @Override
  public Optional<RecordedEvent> event(String id) {
    return reader.withHandle(
        handle ->
            handle
                .createQuery("SELECT * FROM event WHERE id = ?")
                .bind(0, id)
                .map((row, context) -> Rows.event(row))
                .findOne());
  }

  @Override
  public List<Delivery> deliveries(Query query) {
    DeliveryState state = query.state();
    return reader.withHandle(
        handle ->
            handle
                .createQuery(
                    DELIVERY
                        + """
                        WHERE (:repository IS NULL OR delivery.repository = :repository)
                          AND (:alias IS NULL OR alias = :alias)
                          AND (:state IS NULL OR state = :state)
                          AND (:since IS NULL OR created_at >= :since)
                        ORDER BY delivery.seq DESC LIMIT :limit
                        """)
                .bind("repository", query.repository())
                .bind("alias", query.alias())
                .bind("state", state == null ? null : state.wireName())
                .bind("since", millis(query.since()))
                .bind("limit", query.limit())
                .map((row, context) -> Rows.delivery(row))
                .list());
  }

  @Override
  public Optional<Delivery> delivery(String id) {
    return reader.withHandle(
        handle ->
            handle
                .createQuery(DELIVERY + "WHERE delivery.id = ?")
                .bind(0, id)
                .map((row, context) -> Rows.delivery(row))
                .findOne());
  }

  @Override
  public List<Delivery> deliveriesOf(String eventId) {
    return reader.withHandle(
        handle ->
            handle
                .createQuery(DELIVERY + "WHERE event.id = ? ORDER BY delivery.seq")
                .bind(0, eventId)
                .map((row, context) -> Rows.delivery(row))
                .list());
  }

  @Override
  public List<RecordedAttempt> attempts(String deliveryId) {
    return reader.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT attempt.* FROM attempt JOIN delivery ON delivery.seq = delivery_seq
                    WHERE delivery.id = ? ORDER BY number
                    """)
                .bind(0, deliveryId)
                .map((row, context) -> Rows.attempt(row))
                .list());
  }

  @Override
  public List<String> redeliver(Collection<String> deliveryIds, Instant now) {
    if (deliveryIds.isEmpty()) {
      return List.of();
    }
    // The claim number goes up, so that an attempt under way cannot decide about the new request.
    return writer.inTransaction(
        handle ->
            handle
                .createQuery(
                    """
                    UPDATE delivery SET state = 'waiting', due_at = :now, finished_at = NULL,
                      schedule_from = attempts, claimed_by = NULL, claim = claim + 1,
                      claim_settled = claim + 1
                    WHERE id IN (SELECT value FROM json_each(:ids)) AND state <> 'held'
                      AND EXISTS (SELECT 1 FROM delivery_body WHERE delivery_seq = seq)
                    RETURNING id
                    """)
                .bind("now", now.toEpochMilli())
                .bind("ids", JSON.writeValueAsString(deliveryIds))
                .mapTo(String.class)
                .list());
  }

  @Override
  public Backlog backlog(Instant now) {
    return reader.withHandle(
        handle -> {
          Map<DeliveryState, Long> counts = new EnumMap<>(DeliveryState.class);
          handle
              .createQuery("SELECT state, total FROM delivery_count")
              .map((row, context) -> Map.entry(row.getString(1), row.getLong(2)))
              .forEach(each -> counts.put(DeliveryState.named(each.getKey()), each.getValue()));
          return new Backlog(counts, Claims.oldestDue(handle, now).orElse(null));
        });
  }

  @Override
  public int prune(Instant deliveredBefore, Instant failedBefore) {
    return new Pruning(writer).prune(deliveredBefore, failedBefore);
  }

  private static @Nullable Long millis(@Nullable Instant time) {
    return time == null ? null : time.toEpochMilli();
  }
}
