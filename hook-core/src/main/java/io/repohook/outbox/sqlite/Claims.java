package io.repohook.outbox.sqlite;

import io.repohook.channel.Body;
import io.repohook.channel.Message;
import io.repohook.outbox.Capacity;
import io.repohook.outbox.Claim;
import io.repohook.outbox.SubscriptionKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Leases of due deliveries.
 *
 * <p>Deliveries are taken endpoint by endpoint, so one with a million waiting does not stand before
 * the others. The endpoints with something waiting are found by hopping along the index from one to
 * the next, which takes as long as there are endpoints, however many deliveries wait.
 */
final class Claims {
  /** An endpoint that is asked by one delivery at a time. */
  private static final int ALONE = 1;

  static final String ENDPOINTS_WITH_WORK =
      """
      WITH RECURSIVE hop (endpoint) AS (
        SELECT min(endpoint) FROM delivery WHERE state = 'waiting'
        UNION ALL
        SELECT (SELECT min(endpoint) FROM delivery
                WHERE state = 'waiting' AND endpoint > hop.endpoint)
        FROM hop WHERE hop.endpoint IS NOT NULL)
      SELECT hop.endpoint,
        max((SELECT min(due_at) FROM delivery
             WHERE state = 'waiting' AND endpoint = hop.endpoint),
            coalesce(open_until, 0), coalesce(next_at, 0)) AS next_due,
        open_until IS NOT NULL AND open_until > 0 AS probing,
        next_at IS NOT NULL AS paced,
        (SELECT min(due_at) FROM delivery
         WHERE state = 'waiting' AND endpoint = hop.endpoint) AS first_due
      FROM hop
        LEFT JOIN unreachable_endpoint USING (endpoint)
        LEFT JOIN paced_endpoint USING (endpoint)
      WHERE hop.endpoint IS NOT NULL
      ORDER BY next_due
      """;

  private static final JsonMapper JSON = new JsonMapper();
  private static final TypeReference<Map<String, String>> HEADERS = new TypeReference<>() {};

  private final SqliteSession writer;
  private final SqliteSession reader;

  Claims(SqliteSession writer, SqliteSession reader) {
    this.writer = writer;
    this.reader = reader;
  }

  /**
   * @param nextDue when it can be asked next
   * @param probing whether it was unreachable so often that one delivery finds out first
   * @param paced whether it bears only so many requests
   * @param firstDue when its first delivery is due, also while it is let be
   */
  private record Endpoint(
      String name, Instant nextDue, boolean probing, boolean paced, Instant firstDue) {}

  List<Claim> take(String dispatcher, Instant now, Duration lease, Capacity capacity) {
    List<Endpoint> due =
        reader.withHandle(Claims::endpointsWithWork).stream()
            .filter(each -> !each.nextDue().isAfter(now) && free(each, capacity) > 0)
            .toList();
    if (due.isEmpty() || capacity.total() <= 0) {
      return List.of();
    }
    return writer.inTransaction(
        handle -> {
          List<Claim> claims = new ArrayList<>();
          for (Endpoint each : due) {
            int most = Math.min(free(each, capacity), capacity.total() - claims.size());
            if (most > 0 && (!each.paced() || new PacedEndpoints(handle).begin(each.name(), now))) {
              claims.addAll(take(handle, each.name(), most, dispatcher, now, now.plus(lease)));
            }
          }
          return claims;
        });
  }

  private static int free(Endpoint endpoint, Capacity capacity) {
    return endpoint.probing() || endpoint.paced()
        ? ALONE - capacity.busy().getOrDefault(endpoint.name(), 0)
        : capacity.free(endpoint.name());
  }

  private static List<Claim> take(
      Handle handle, String endpoint, int most, String dispatcher, Instant now, Instant until) {
    // Bodies are read after the update: RETURNING gives no order.
    List<Long> taken =
        handle
            .createQuery(
                """
                UPDATE delivery SET claimed_by = :dispatcher, claim = claim + 1, due_at = :until
                WHERE seq IN (
                  SELECT seq FROM delivery
                  WHERE state = 'waiting' AND endpoint = :endpoint AND due_at <= :now
                  ORDER BY due_at, seq LIMIT :most)
                RETURNING seq
                """)
            .bind("dispatcher", dispatcher)
            .bind("until", until.toEpochMilli())
            .bind("endpoint", endpoint)
            .bind("now", now.toEpochMilli())
            .bind("most", most)
            .mapTo(Long.class)
            .list();
    if (taken.isEmpty()) {
      return List.of();
    }
    return handle
        .createQuery(
            """
            SELECT * FROM delivery JOIN delivery_body ON delivery_seq = seq
            WHERE seq IN (SELECT value FROM json_each(:taken)) ORDER BY seq
            """)
        .bind("taken", taken.toString())
        .map((row, context) -> claim(row))
        .list();
  }

  private static Claim claim(ResultSet row) throws SQLException {
    Body body =
        new Body(
            row.getString("content_type"),
            JSON.readValue(row.getString("headers"), HEADERS),
            row.getBytes("body"));
    int number = row.getInt("claim");
    return new Claim(
        row.getLong("seq"),
        number,
        number - row.getInt("claim_settled") - 1,
        new SubscriptionKey(row.getString("repository"), row.getString("alias")),
        row.getString("endpoint"),
        row.getInt("attempts"),
        row.getInt("schedule_from"),
        Instant.ofEpochMilli(row.getLong("created_at")),
        new Message(row.getString("id"), body));
  }

  void renew(Collection<Claim> claims, Instant until) {
    update(
        claims,
        "UPDATE delivery SET due_at = :at WHERE seq = :seq AND claim = :claim"
            + " AND claimed_by IS NOT NULL",
        until);
  }

  void giveBack(Collection<Claim> claims, Instant now) {
    update(
        claims,
        "UPDATE delivery SET due_at = :at, claimed_by = NULL, claim_settled = claim"
            + " WHERE seq = :seq AND claim = :claim AND claimed_by IS NOT NULL",
        now);
  }

  private void update(Collection<Claim> claims, String sql, Instant at) {
    if (claims.isEmpty()) {
      return;
    }
    writer.useTransaction(
        handle -> {
          PreparedBatch batch = handle.prepareBatch(sql);
          for (Claim each : claims) {
            batch
                .bind("at", at.toEpochMilli())
                .bind("seq", each.sequence())
                .bind("claim", each.number())
                .add();
          }
          batch.execute();
        });
  }

  Optional<Instant> nextDue() {
    return reader.withHandle(Claims::endpointsWithWork).stream().map(Endpoint::nextDue).findFirst();
  }

  /** Since when the longest waiting due delivery waits. */
  static Optional<Instant> oldestDue(Handle handle, Instant now) {
    return endpointsWithWork(handle).stream()
        .map(Endpoint::firstDue)
        .filter(due -> !due.isAfter(now))
        .min(Instant::compareTo);
  }

  private static List<Endpoint> endpointsWithWork(Handle handle) {
    return handle
        .createQuery(ENDPOINTS_WITH_WORK)
        .map(
            (row, context) ->
                new Endpoint(
                    row.getString(1),
                    Instant.ofEpochMilli(row.getLong(2)),
                    row.getBoolean(3),
                    row.getBoolean(4),
                    Instant.ofEpochMilli(row.getLong(5))))
        .list();
  }
}
