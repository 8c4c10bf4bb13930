package io.repohook.outbox.sqlite;

import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Forgets what is older than its retention, in small transactions that nobody waits for. */
final class Pruning {
  private static final int BATCH = 500;

  private final SqliteSession writer;

  Pruning(SqliteSession writer) {
    this.writer = writer;
  }

  int prune(Instant deliveredBefore, Instant failedBefore) {
    int forgotten = deliveries("delivered", deliveredBefore) + deliveries("failed", failedBefore);
    digests();
    // An event that nobody subscribed to is kept as long as one that was delivered.
    events(deliveredBefore);
    writer.useHandle(
        handle ->
            handle.execute(
                "DELETE FROM counted_origin WHERE at < ?", deliveredBefore.toEpochMilli()));
    return forgotten;
  }

  private int deliveries(String state, Instant before) {
    int forgotten = 0;
    int batch;
    do {
      batch = writer.inTransaction(handle -> deliveries(handle, state, before));
      forgotten += batch;
    } while (batch == BATCH);
    return forgotten;
  }

  private static int deliveries(Handle handle, String state, Instant before) {
    List<Long> old =
        handle
            .createQuery(
                """
                SELECT seq FROM delivery
                WHERE state = ? AND finished_at IS NOT NULL AND finished_at < ? LIMIT ?
                """)
            .bind(0, state)
            .bind(1, before.toEpochMilli())
            .bind(2, BATCH)
            .mapTo(Long.class)
            .list();
    if (!old.isEmpty()) {
      delete(handle, "DELETE FROM attempt WHERE delivery_seq IN (<old>)", old);
      delete(handle, "DELETE FROM delivery_body WHERE delivery_seq IN (<old>)", old);
      delete(handle, "DELETE FROM delivery WHERE seq IN (<old>)", old);
    }
    return old.size();
  }

  private static void delete(Handle handle, String sql, List<Long> old) {
    handle.createUpdate(sql).bindList("old", old).execute();
  }

  /** Digests whose deliveries are forgotten; one of them may hold more events than one batch. */
  private void digests() {
    List<Long> old =
        writer.withHandle(
            handle ->
                handle
                    .createQuery(
                        """
                        SELECT seq FROM digest WHERE render_at IS NULL AND NOT EXISTS (
                          SELECT 1 FROM delivery WHERE digest_seq = digest.seq)
                        """)
                    .mapTo(Long.class)
                    .list());
    for (Long digest : old) {
      int batch;
      do {
        batch = writer.withHandle(handle -> items(handle, digest));
      } while (batch == BATCH);
      writer.useTransaction(
          handle -> {
            handle.execute("DELETE FROM digest_download WHERE digest_seq = ?", digest);
            handle.execute("DELETE FROM digest WHERE seq = ?", digest);
          });
    }
  }

  private static int items(Handle handle, long digest) {
    return handle
        .createUpdate(
            """
            DELETE FROM digest_item WHERE digest_seq = :digest AND number IN (
              SELECT number FROM digest_item WHERE digest_seq = :digest LIMIT :batch)
            """)
        .bind("digest", digest)
        .bind("batch", BATCH)
        .execute();
  }

  /** Events stand in the order of their recording, so the first one that is too young ends it. */
  private void events(Instant before) {
    int batch;
    do {
      batch =
          writer.withHandle(
              handle ->
                  handle
                      .createUpdate(
                          """
                      DELETE FROM event WHERE seq IN (
                        SELECT seq FROM event
                        WHERE recorded_at < :before AND NOT EXISTS (
                          SELECT 1 FROM delivery WHERE event_seq = event.seq)
                        AND NOT EXISTS (
                          SELECT 1 FROM digest_item WHERE event_seq = event.seq)
                        AND NOT EXISTS (
                          SELECT 1 FROM digest WHERE first_event_seq = event.seq)
                        AND seq < coalesce(
                          (SELECT seq FROM event WHERE recorded_at >= :before
                           ORDER BY seq LIMIT 1), 9223372036854775807)
                        ORDER BY seq LIMIT :batch)
                      """)
                      .bind("before", before.toEpochMilli())
                      .bind("batch", BATCH)
                      .execute());
    } while (batch == BATCH);
  }
}
