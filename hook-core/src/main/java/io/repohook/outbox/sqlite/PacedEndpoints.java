package io.repohook.outbox.sqlite;

import io.repohook.channel.Outcome;
import io.repohook.channel.Pace;
import io.repohook.channel.Reason;
import io.repohook.outbox.Completion;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/**
 * When each endpoint that bears only so many requests may get its next one: kept in the store, and
 * so one for all processes, and as it was after a restart. There is a row for each endpoint that
 * ever had a pace, which is as many as there were chat rooms in the configuration; none is removed,
 * for a delivery of it may be asked for again.
 */
final class PacedEndpoints {
  private final Handle handle;

  PacedEndpoints(Handle handle) {
    this.handle = handle;
  }

  /** From now on the endpoint has this pace. */
  void set(String endpoint, Pace pace) {
    handle.execute(
        """
        INSERT INTO paced_endpoint (endpoint, spacing, next_at) VALUES (?, ?, 0)
        ON CONFLICT (endpoint) DO UPDATE SET spacing = excluded.spacing
        WHERE spacing <> excluded.spacing
        """,
        endpoint,
        pace.interval().toMillis());
  }

  /** Takes the endpoint's turn, if something is due and its turn has come. */
  boolean begin(String endpoint, Instant now) {
    return handle
            .createUpdate(
                """
                UPDATE paced_endpoint SET next_at = :now + spacing
                WHERE endpoint = :endpoint AND next_at <= :now AND EXISTS (
                  SELECT 1 FROM delivery
                  WHERE state = 'waiting' AND endpoint = :endpoint AND due_at <= :now)
                """)
            .bind("endpoint", endpoint)
            .bind("now", now.toEpochMilli())
            .execute()
        > 0;
  }

  /**
   * Puts turns off: an attempt may have begun later than it was claimed, and its receiver may have
   * asked for a pause, which is for the whole endpoint then.
   */
  void end(List<Completion> completions) {
    Set<String> paced =
        new HashSet<>(
            handle.createQuery("SELECT endpoint FROM paced_endpoint").mapTo(String.class).list());
    if (completions.stream().noneMatch(each -> paced.contains(each.claim().endpoint()))) {
      return;
    }
    PreparedBatch batch =
        handle.prepareBatch(
            """
            UPDATE paced_endpoint SET next_at = max(next_at, :began + spacing, :until)
            WHERE endpoint = :endpoint
            """);
    for (Completion each : completions) {
      Instant began = each.attempt().startedAt();
      batch
          .bind("endpoint", each.claim().endpoint())
          .bind("began", began.toEpochMilli())
          .bind("until", began.plus(each.attempt().took()).plus(pause(each)).toEpochMilli())
          .add();
    }
    batch.execute();
  }

  private static Duration pause(Completion completion) {
    return completion.attempt().outcome() instanceof Outcome.Retry retry
            && retry.reason() == Reason.RATE_LIMITED
            && retry.notBefore() != null
        ? retry.notBefore()
        : Duration.ZERO;
  }
}
