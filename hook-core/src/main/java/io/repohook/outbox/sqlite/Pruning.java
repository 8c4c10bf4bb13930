package io.repohook.outbox.sqlite;

import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Forgets what is older than its retention, in small transactions that nobody waits for. */
final class Pruning {
  private static final int BATCH = 500;

  private final Jdbi writer;

  Pruning(Jdbi writer) {
    this.writer = writer;
  }

  int prune(Instant deliveredBefore, Instant failedBefore) {
    int forgotten = deliveries("delivered", deliveredBefore) + deliveries("failed", failedBefore);
    // An event that nobody subscribed to is kept as long as one that was delivered.
    events(deliveredBefore);
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

  private void events(Instant before) {
    int batch;
    do {
      batch =
          writer.withHandle(
              handle ->
                  handle.execute(
                      """
                      DELETE FROM event WHERE seq IN (
                        SELECT seq FROM event
                        WHERE recorded_at < ? AND NOT EXISTS (
                          SELECT 1 FROM delivery WHERE event_seq = event.seq)
                        ORDER BY seq LIMIT ?)
                      """,
                      before.toEpochMilli(),
                      BATCH));
    } while (batch == BATCH);
  }
}
