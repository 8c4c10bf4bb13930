package io.repohook.outbox.sqlite;

import io.repohook.outbox.Digests;
import io.repohook.outbox.Opening;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The digests in which something may gather, within somebody's transaction. */
final class OpenDigests {
  /**
   * A build's last deploy may come just when its time is over, and who would have put it off looks
   * once a second: as long as nobody has sealed it, it is the same build.
   */
  private static final Duration LATE = Duration.ofSeconds(10);

  private final Handle handle;

  OpenDigests(Handle handle) {
    this.handle = handle;
  }

  /**
   * Makes sure that the subscription's digest is open, of the kind of channel that it has now. The
   * event that opens it must be recorded.
   */
  void open(Opening first, Instant at) {
    sealWhatIsOver(first, at);
    handle
        .createUpdate(
            """
            INSERT INTO digest
              (id, first_event_seq, repository, kind, alias, build, channel, endpoint, opened_at,
               closes_at, render_at)
            VALUES
              (:id, (SELECT seq FROM event WHERE id = :event), :repository, :kind, :alias, :build,
               :channel, :endpoint, :at, :closesAt, :closesAt)
            ON CONFLICT (repository, alias, build) WHERE sealed = 0 DO UPDATE
              SET closes_at = min(excluded.closes_at, opened_at + :longest),
                render_at = min(excluded.closes_at, opened_at + :longest)
              WHERE build <> ''
            """)
        .bind("id", first.digestId())
        .bind("event", first.eventId())
        .bind("repository", first.subscription().repository())
        .bind("kind", first.repository().kind().wireName())
        .bind("alias", first.subscription().alias())
        .bind("build", first.build())
        .bind("channel", first.channel())
        .bind("endpoint", first.endpoint())
        .bind("at", at.toEpochMilli())
        .bind("closesAt", at.plus(first.interval()).toEpochMilli())
        .bind("longest", longest(first))
        .execute();
  }

  /** Nobody may have been there to close it in time; of another channel, it closes now. */
  void sealWhatIsOver(Opening next, Instant at) {
    handle
        .createUpdate(
            """
            UPDATE digest SET sealed = 1, closes_at = min(closes_at, :at),
              render_at = min(closes_at, :at)
            WHERE repository = :repository AND alias = :alias AND build = :build AND sealed = 0
              AND (closes_at <= :over OR opened_at + :longest <= :at OR channel <> :channel)
            """)
        .bind("at", at.toEpochMilli())
        .bind("over", at.minus(next.build().isEmpty() ? Duration.ZERO : LATE).toEpochMilli())
        .bind("repository", next.subscription().repository())
        .bind("alias", next.subscription().alias())
        .bind("build", next.build())
        .bind("longest", longest(next))
        .bind("channel", next.channel())
        .execute();
  }

  /** In milliseconds; how long a digest that gathers by time stays open never changes. */
  private static long longest(Opening opening) {
    return opening.build().isEmpty()
        ? Long.MAX_VALUE / 2
        : Math.max(Digests.LONGEST_BUILD.toMillis(), opening.interval().toMillis());
  }

  /** The number of the subscription's open digest. */
  long seq(Opening opening) {
    return find(opening).orElseThrow();
  }

  /** As {@link #seq}; empty when none is open. */
  Optional<Long> find(Opening opening) {
    return handle
        .createQuery(
            "SELECT seq FROM digest WHERE repository = ? AND alias = ? AND build = ? AND sealed = 0")
        .bind(0, opening.subscription().repository())
        .bind(1, opening.subscription().alias())
        .bind(2, opening.build())
        .mapTo(Long.class)
        .findOne();
  }
}
