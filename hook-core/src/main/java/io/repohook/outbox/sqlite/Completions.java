package io.repohook.outbox.sqlite;

import io.repohook.channel.Attempt;
import io.repohook.channel.Reason;
import io.repohook.outbox.Completion;
import io.repohook.outbox.DeliveryState;
import io.repohook.outbox.Next;
import io.repohook.outbox.SubscriptionKey;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

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

  /** Each step is one statement for all of them: a round of the dispatcher ends many attempts. */
  void complete(List<Completion> completions) {
    record(completions);
    List<Completion> ours = settle(completions);
    letNextGo(ours);
    UnreachableEndpoints endpoints = UnreachableEndpoints.read(handle, now);
    completions.forEach(
        each -> endpoints.note(each.claim().endpoint(), each.attempt().outcome().reason()));
    endpoints.write();
    new PacedEndpoints(handle).end(completions);
    for (Completion each : ours) {
      boolean news =
          !(each.next() instanceof Next.Disabled)
              || disable(each.claim().subscription(), each.attempt().outcome().reason());
      if (news) {
        each.consequence().ifPresent(new Deposits(handle)::add);
      }
    }
  }

  /** A delivery that is gone by now, or another that has its place, gets no record. */
  private void record(List<Completion> completions) {
    PreparedBatch batch =
        handle.prepareBatch(
            """
            INSERT INTO attempt
              (delivery_seq, number, started_at, took, outcome, reason, status, detail)
            SELECT seq,
              (SELECT coalesce(max(number), 0) + 1 FROM attempt WHERE delivery_seq = seq),
              :startedAt, :took, :outcome, :reason, :status, :detail
            FROM delivery WHERE seq = :seq AND id = :id
            """);
    for (Completion each : completions) {
      Attempt attempt = each.attempt();
      batch
          .bind("seq", each.claim().sequence())
          .bind("id", each.claim().message().id())
          .bind("startedAt", attempt.startedAt().toEpochMilli())
          .bind("took", TimeUnit.NANOSECONDS.toMicros(attempt.took().toNanos()))
          .bind("outcome", attempt.outcome().wireName())
          .bind("reason", attempt.outcome().reason().wireName())
          .bind("status", attempt.status())
          .bind("detail", attempt.detail())
          .add();
    }
    batch.execute();
  }

  /** Moves deliveries on, and answers those that no other claim has taken over. */
  private List<Completion> settle(List<Completion> completions) {
    PreparedBatch batch =
        handle.prepareBatch(
            """
            UPDATE delivery SET state = :state, due_at = :dueAt, attempts = attempts + 1,
              claimed_by = NULL, claim_settled = claim, reason = :reason,
              finished_at = :finishedAt
            WHERE seq = :seq AND id = :id AND claim = :claim AND claimed_by IS NOT NULL
            """);
    for (Completion each : completions) {
      Next next = each.next();
      boolean finished = !(next instanceof Next.RetryAt);
      batch
          .bind("seq", each.claim().sequence())
          .bind("id", each.claim().message().id())
          .bind("claim", each.claim().number())
          .bind("state", state(next).wireName())
          .bind("dueAt", next instanceof Next.RetryAt retry ? retry.dueAt().toEpochMilli() : null)
          .bind("reason", each.attempt().outcome().reason().wireName())
          .bind("finishedAt", finished ? now.toEpochMilli() : null)
          .add();
    }
    int[] moved = batch.execute();
    return IntStream.range(0, moved.length)
        .filter(i -> moved[i] == 1)
        .mapToObj(completions::get)
        .toList();
  }

  private static DeliveryState state(Next next) {
    if (next instanceof Next.RetryAt) {
      return DeliveryState.WAITING;
    }
    return next instanceof Next.Delivered ? DeliveryState.DELIVERED : DeliveryState.FAILED;
  }

  /** Lets the first held delivery of each lane go, unless another one still goes before it. */
  private void letNextGo(List<Completion> ours) {
    boolean anyHeld =
        handle
            .createQuery("SELECT total > 0 FROM delivery_count WHERE state = 'held'")
            .mapTo(Boolean.class)
            .one();
    if (!anyHeld || ours.isEmpty()) {
      return;
    }
    PreparedBatch batch =
        handle.prepareBatch(
            "UPDATE delivery SET state = 'waiting', due_at = :now WHERE seq = ("
                + NEXT_OF_LANE
                + ")");
    for (Completion each : ours) {
      batch.bind("now", now.toEpochMilli()).bind("seq", each.claim().sequence()).add();
    }
    batch.execute();
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
}
