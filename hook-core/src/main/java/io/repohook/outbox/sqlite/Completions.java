package io.repohook.outbox.sqlite;

import io.repohook.channel.Attempt;
import io.repohook.channel.Outcome;
import io.repohook.channel.Reason;
import io.repohook.outbox.Breaker;
import io.repohook.outbox.Claim;
import io.repohook.outbox.Completion;
import io.repohook.outbox.Next;
import io.repohook.outbox.SubscriptionKey;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Handle;

/** Records attempts and what follows from them, within one transaction. */
final class Completions {
  static final String NEXT_OF_LANE =
      """
      SELECT min(held.seq) FROM delivery held
      WHERE held.lane = (SELECT lane FROM delivery WHERE seq = :seq)
        AND held.attempts = 0 AND held.finished_at IS NULL AND held.state = 'held'
        AND NOT EXISTS (
          SELECT 1 FROM delivery ahead
          WHERE ahead.lane = held.lane AND ahead.finished_at IS NULL
            AND ahead.state = 'waiting' AND (ahead.attempts = 0 OR ahead.ordered))
      """;

  private final Handle handle;
  private final Instant now;

  Completions(Handle handle, Instant now) {
    this.handle = handle;
    this.now = now;
  }

  void complete(Completion completion) {
    Claim claim = completion.claim();
    record(claim, completion.attempt());
    boolean ours = settle(claim, completion.attempt(), completion.next());
    boolean news = ours;
    if (ours) {
      letNextGo(claim.sequence());
      if (completion.next() instanceof Next.Disabled) {
        news = disable(claim.subscription(), completion.attempt().outcome().reason());
      }
    }
    tell(claim.endpoint(), completion.attempt().outcome().reason());
    if (news) {
      completion.consequence().ifPresent(new Deposits(handle)::add);
    }
  }

  /** A delivery that is gone by now, or another that has its place, gets no record. */
  private void record(Claim claim, Attempt attempt) {
    handle
        .createUpdate(
            """
            INSERT INTO attempt
              (delivery_seq, number, started_at, took, outcome, reason, status, detail)
            SELECT seq,
              (SELECT coalesce(max(number), 0) + 1 FROM attempt WHERE delivery_seq = seq),
              :startedAt, :took, :outcome, :reason, :status, :detail
            FROM delivery WHERE seq = :seq AND id = :id
            """)
        .bind("seq", claim.sequence())
        .bind("id", claim.message().id())
        .bind("startedAt", attempt.startedAt().toEpochMilli())
        .bind("took", TimeUnit.NANOSECONDS.toMicros(attempt.took().toNanos()))
        .bind("outcome", word(attempt.outcome()))
        .bind("reason", attempt.outcome().reason().wireName())
        .bind("status", attempt.status())
        .bind("detail", attempt.detail())
        .execute();
  }

  private static String word(Outcome outcome) {
    if (outcome instanceof Outcome.Delivered) {
      return "delivered";
    }
    return outcome instanceof Outcome.Retry ? "retry" : "failed";
  }

  /** Moves the delivery on; false when another claim has taken it over. */
  private boolean settle(Claim claim, Attempt attempt, Next next) {
    boolean finished = !(next instanceof Next.RetryAt);
    Long dueAt = next instanceof Next.RetryAt retry ? retry.dueAt().toEpochMilli() : null;
    return handle
            .createUpdate(
                """
                UPDATE delivery SET state = :state, due_at = :dueAt, attempts = attempts + 1,
                  claimed_by = NULL, claim_settled = claim, reason = :reason,
                  finished_at = :finishedAt
                WHERE seq = :seq AND id = :id AND claim = :claim AND claimed_by IS NOT NULL
                """)
            .bind("id", claim.message().id())
            .bind(
                "state",
                finished ? (next instanceof Next.Delivered ? "delivered" : "failed") : "waiting")
            .bind("dueAt", dueAt)
            .bind("reason", attempt.outcome().reason().wireName())
            .bind("finishedAt", finished ? now.toEpochMilli() : null)
            .bind("seq", claim.sequence())
            .bind("claim", claim.number())
            .execute()
        == 1;
  }

  /** Lets the first held delivery of the lane go, unless another one still goes before it. */
  private void letNextGo(long sequence) {
    handle
        .createUpdate(
            "UPDATE delivery SET state = 'waiting', due_at = :now WHERE seq = ("
                + NEXT_OF_LANE
                + ")")
        .bind("now", now.toEpochMilli())
        .bind("seq", sequence)
        .execute();
  }

  /** Switches a subscription off; false when it was switched off already. */
  private boolean disable(SubscriptionKey subscription, Reason reason) {
    boolean news =
        handle
                .createUpdate(
                    """
                    INSERT INTO disabled_subscription (repository, alias, since, reason)
                    VALUES (:repository, :alias, :now, :reason)
                    ON CONFLICT (repository, alias) DO NOTHING
                    """)
                .bind("repository", subscription.repository())
                .bind("alias", subscription.alias())
                .bind("now", now.toEpochMilli())
                .bind("reason", reason.wireName())
                .execute()
            == 1;
    // What is being sent this moment will be told the same by the endpoint itself.
    handle
        .createUpdate(
            """
            UPDATE delivery SET state = 'failed', due_at = NULL, reason = :reason,
              finished_at = :now
            WHERE repository = :repository AND alias = :alias AND finished_at IS NULL
              AND claimed_by IS NULL
            """)
        .bind("reason", Reason.SUBSCRIPTION_DISABLED.wireName())
        .bind("now", now.toEpochMilli())
        .bind("repository", subscription.repository())
        .bind("alias", subscription.alias())
        .execute();
    return news;
  }

  private void tell(String endpoint, Reason reason) {
    if (Breaker.isReached(reason)) {
      handle.execute("DELETE FROM unreachable_endpoint WHERE endpoint = ?", endpoint);
    } else if (Breaker.isUnreachable(reason)) {
      int inARow =
          handle
                  .createQuery("SELECT failures FROM unreachable_endpoint WHERE endpoint = ?")
                  .bind(0, endpoint)
                  .mapTo(Integer.class)
                  .findOne()
                  .orElse(0)
              + 1;
      // While it is open, what ends was begun before: it says nothing about a longer wait.
      handle.execute(
          """
          INSERT INTO unreachable_endpoint (endpoint, failures, open_until) VALUES (?, ?, ?)
          ON CONFLICT (endpoint) DO UPDATE
            SET failures = excluded.failures, open_until = excluded.open_until
            WHERE open_until <= ?
          """,
          endpoint,
          inARow,
          Breaker.openUntil(inARow, now).map(Instant::toEpochMilli).orElse(0L),
          now.toEpochMilli());
    }
  }
}
