package io.repohook.outbox.sqlite;

import io.repohook.outbox.Digests;
import io.repohook.outbox.NewGathering;
import io.repohook.outbox.SubscriptionKey;
import java.time.Instant;
import org.jdbi.v3.core.Handle;

/** Adds events to digests, within somebody's transaction. */
final class Gatherings {
  private final Handle handle;

  Gatherings(Handle handle) {
    this.handle = handle;
  }

  /**
   * @param listed how many of the events have an item
   */
  private record Open(long seq, int events, int listed, long bytes) {
    /** Those that are listed are the first ones: after one that is not, none is. */
    boolean lists(byte[] item) {
      return listed == events
          && listed < Digests.MOST_LISTED
          && (listed == 0 || bytes + item.length <= Digests.MOST_LISTED_BYTES);
    }
  }

  void add(NewGathering gathering, Instant at) {
    String event = gathering.opening().eventId();
    if (isTold(event, gathering.opening().subscription())) {
      return;
    }
    OpenDigests digests = new OpenDigests(handle);
    digests.open(gathering.opening(), at);
    Open open = open(digests.seq(gathering.opening()));
    boolean listed = open.lists(gathering.item());
    handle
        .createUpdate(
            """
            INSERT INTO digest_item (digest_seq, number, event_seq, item)
            VALUES (:digest, :number, (SELECT seq FROM event WHERE id = :event), :item)
            """)
        .bind("digest", open.seq())
        .bind("number", open.events() + 1)
        .bind("event", event)
        .bind("item", listed ? gathering.item() : null)
        .execute();
    handle.execute(
        """
        UPDATE digest SET events = events + 1, listed = listed + ?, listed_bytes = listed_bytes + ?
        WHERE seq = ?
        """,
        listed ? 1 : 0,
        listed ? gathering.item().length : 0,
        open.seq());
  }

  /** Whether the subscription has the event already, alone or in a digest. */
  private boolean isTold(String event, SubscriptionKey subscription) {
    return hasGathered(event, subscription)
        || handle
            .createQuery(
                """
                SELECT EXISTS (
                  SELECT 1 FROM delivery JOIN event ON event.seq = event_seq
                  WHERE event.id = :event AND delivery.repository = :repository AND alias = :alias)
                """)
            .bind("event", event)
            .bind("repository", subscription.repository())
            .bind("alias", subscription.alias())
            .mapTo(Boolean.class)
            .one();
  }

  /** Whether the event is in a digest of the subscription. */
  private boolean hasGathered(String event, SubscriptionKey subscription) {
    return handle
        .createQuery(
            """
            SELECT EXISTS (
              SELECT 1 FROM event JOIN digest_item ON event_seq = event.seq
              JOIN digest ON digest.seq = digest_seq
              WHERE event.id = :event AND digest.repository = :repository AND alias = :alias)
            """)
        .bind("event", event)
        .bind("repository", subscription.repository())
        .bind("alias", subscription.alias())
        .mapTo(Boolean.class)
        .one();
  }

  private Open open(long digest) {
    return handle
        .createQuery("SELECT seq, events, listed, listed_bytes FROM digest WHERE seq = ?")
        .bind(0, digest)
        .map(
            (row, context) ->
                new Open(row.getLong(1), row.getInt(2), row.getInt(3), row.getLong(4)))
        .one();
  }
}
