package io.repohook.outbox.sqlite;

import io.repohook.outbox.Backlog;
import io.repohook.outbox.Delivery;
import io.repohook.outbox.DeliveryState;
import io.repohook.outbox.EventName;
import io.repohook.outbox.History;
import io.repohook.outbox.Query;
import io.repohook.outbox.RecordedAttempt;
import io.repohook.outbox.RecordedEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** History as queries over the same tables that the outbox works on. */
final class SqliteHistory implements History {
  /** A list goes in as one JSON text: SQLite bounds how many values a statement may have. */
  private static final JsonMapper JSON = new JsonMapper();

  private static final String DELIVERY =
      """
      SELECT delivery.id, event.id AS event_id, event.type, delivery.repository, delivery.alias,
        recipient, subject, delivery.endpoint, state, claimed_by, due_at, reason, created_at,
        finished_at, digest_seq IS NOT NULL AS is_digest, coalesce(digest.events + digest.downloads, 1) AS events,
        (SELECT count(*) FROM attempt WHERE delivery_seq = delivery.seq) AS attempts
      FROM delivery JOIN event ON event.seq = event_seq
      LEFT JOIN digest ON digest.seq = digest_seq
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
                          AND (:alias IS NULL OR delivery.alias = :alias)
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
                .createQuery(
                    DELIVERY
                        + """
                        WHERE (event.id = :event AND digest_seq IS NULL) OR digest_seq IN (
                          SELECT digest_item.digest_seq FROM digest_item
                          WHERE event_seq = (SELECT seq FROM event WHERE id = :event))
                        OR (event.id = :event AND digest.first_event_seq = event.seq)
                        ORDER BY delivery.seq
                        """)
                .bind("event", eventId)
                .map((row, context) -> Rows.delivery(row))
                .list());
  }

  @Override
  public List<EventName> eventsOf(String deliveryId, int limit) {
    return reader.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT event.id, type, subject, happened_at, 1 AS number
                    FROM delivery JOIN event ON event.seq = event_seq
                    WHERE delivery.id = :id AND digest_seq IS NULL
                    UNION ALL
                    SELECT event.id, type, subject, happened_at, number
                    FROM delivery JOIN digest_item USING (digest_seq)
                    JOIN event ON event.seq = digest_item.event_seq
                    WHERE delivery.id = :id
                    ORDER BY number LIMIT :limit
                    """)
                .bind("id", deliveryId)
                .bind("limit", limit)
                .map((row, context) -> Rows.eventName(row))
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
    String ids = JSON.writeValueAsString(deliveryIds);
    return writer.inTransaction(
        handle -> {
          List<String> sent = new ArrayList<>(sendAgain(handle, ids, now));
          sent.addAll(renderAgain(handle, ids, now));
          return sent;
        });
  }

  /** The claim number goes up, so that an attempt under way cannot decide about the new request. */
  private static List<String> sendAgain(Handle handle, String ids, Instant now) {
    return handle
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
        .bind("ids", ids)
        .mapTo(String.class)
        .list();
  }

  /** A digest that could not be rendered has its items still. */
  private static List<String> renderAgain(Handle handle, String ids, Instant now) {
    List<String> digests =
        handle
            .createQuery(
                """
                SELECT id FROM delivery
                WHERE id IN (SELECT value FROM json_each(:ids)) AND digest_seq IS NOT NULL
                  AND NOT EXISTS (SELECT 1 FROM delivery_body WHERE delivery_seq = seq)
                """)
            .bind("ids", ids)
            .mapTo(String.class)
            .list();
    if (!digests.isEmpty()) {
      handle
          .createUpdate(
              """
              UPDATE digest SET render_at = :now WHERE seq IN (
                SELECT digest_seq FROM delivery WHERE id IN (<digests>))
              """)
          .bind("now", now.toEpochMilli())
          .bindList("digests", digests)
          .execute();
    }
    return digests;
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
