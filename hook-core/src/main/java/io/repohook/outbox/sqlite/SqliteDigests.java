package io.repohook.outbox.sqlite;

import io.repohook.channel.Digest;
import io.repohook.channel.Downloads;
import io.repohook.event.EventType;
import io.repohook.event.Repository;
import io.repohook.outbox.Digests;
import io.repohook.outbox.Gathered;
import io.repohook.outbox.NewDelivery;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;

/** The digests in SQLite; {@link Gatherings} fills them. */
final class SqliteDigests implements Digests {
  private static final String DOWNLOADED = EventType.ARTIFACT_DOWNLOADED.wireName();

  private static final String GATHERED =
      """
      SELECT digest.id, event.id AS first_event, digest.repository, alias, build, channel, endpoint,
        opened_at, closes_at, events + downloads AS events
      FROM digest JOIN event ON event.seq = first_event_seq
      """;

  private final SqliteSession writer;
  private final SqliteSession reader;

  SqliteDigests(SqliteSession writer, SqliteSession reader) {
    this.writer = writer;
    this.reader = reader;
  }

  @Override
  public List<Gathered> due(Instant now) {
    if (nextDue().filter(next -> !next.isAfter(now)).isEmpty()) {
      return List.of();
    }
    return writer.inTransaction(
        handle -> {
          handle.execute(
              "UPDATE digest SET sealed = 1 WHERE render_at <= ? AND sealed = 0",
              now.toEpochMilli());
          return handle
              .createQuery(GATHERED + "WHERE render_at <= ? ORDER BY render_at")
              .bind(0, now.toEpochMilli())
              .map((row, context) -> Rows.gathered(row))
              .list();
        });
  }

  @Override
  public Digest read(Gathered gathered) {
    return reader.withHandle(
        handle -> {
          long digest = seq(handle, gathered);
          String kind =
              handle
                  .createQuery("SELECT kind FROM digest WHERE seq = ?")
                  .bind(0, digest)
                  .mapTo(String.class)
                  .one();
          Optional<Downloads> downloads = new Countings(handle).read(digest);
          Map<String, Integer> counts = counts(handle, digest);
          downloads.ifPresent(
              each -> counts.merge(DOWNLOADED, Math.toIntExact(each.total()), Integer::sum));
          return new Digest(
              gathered.id(),
              new Repository(
                  gathered.subscription().repository(),
                  Repository.Kind.valueOf(kind.toUpperCase(Locale.ROOT))),
              gathered.opened(),
              gathered.closes(),
              counts,
              items(handle, digest),
              downloads.orElse(null));
        });
  }

  @Override
  public void events(Gathered gathered, Consumer<byte[]> each) {
    reader.useHandle(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT body FROM digest_item JOIN event ON event.seq = event_seq
                    WHERE digest_seq = ? ORDER BY number
                    """)
                .bind(0, seq(handle, gathered))
                .mapTo(byte[].class)
                .forEach(each));
  }

  @Override
  public void putOff(Gathered build, Instant until) {
    writer.useHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    UPDATE digest
                    SET closes_at = max(closes_at, :until), render_at = max(render_at, :until)
                    WHERE id = :id AND build <> '' AND sealed = 0
                    """)
                .bind("until", until.toEpochMilli())
                .bind("id", build.id())
                .execute());
  }

  private static Map<String, Integer> counts(Handle handle, long digest) {
    return handle
        .createQuery(
            """
            SELECT type, count(*) FROM digest_item JOIN event ON event.seq = event_seq
            WHERE digest_seq = ? GROUP BY type
            """)
        .bind(0, digest)
        .reduceResultSet(
            new TreeMap<>(),
            (counts, row, context) -> {
              counts.put(row.getString(1), row.getInt(2));
              return counts;
            });
  }

  private static List<byte[]> items(Handle handle, long digest) {
    return handle
        .createQuery(
            """
            SELECT item FROM digest_item
            WHERE digest_seq = ? AND number <= ? AND item IS NOT NULL ORDER BY number
            """)
        .bind(0, digest)
        .bind(1, MOST_LISTED)
        .mapTo(byte[].class)
        .list();
  }

  @Override
  public boolean close(Gathered gathered, List<NewDelivery> deliveries, Instant now) {
    return writer.inTransaction(handle -> close(handle, gathered, deliveries, now));
  }

  static boolean close(
      Handle handle, Gathered gathered, List<NewDelivery> deliveries, Instant now) {
    boolean first =
        handle.execute(
                "UPDATE digest SET render_at = NULL WHERE id = ? AND render_at IS NOT NULL",
                gathered.id())
            > 0;
    if (first) {
      close(handle, seq(handle, gathered), deliveries, now);
    }
    return first;
  }

  private static void close(Handle handle, long digest, List<NewDelivery> deliveries, Instant now) {
    // What is sent again without a body has no attempts.
    handle.execute("DELETE FROM delivery WHERE digest_seq = ?", digest);
    deliveries.forEach(each -> new Deposits(handle).addDigest(each, digest, now));
    if (deliveries.isEmpty()) {
      handle.execute("DELETE FROM digest_item WHERE digest_seq = ?", digest);
      handle.execute("DELETE FROM digest_download WHERE digest_seq = ?", digest);
      handle.execute("DELETE FROM digest WHERE seq = ?", digest);
    } else if (deliveries.stream().allMatch(each -> each.body() != null)) {
      handle.execute(
          "UPDATE digest_item SET item = NULL WHERE digest_seq = ? AND number <= ?",
          digest,
          MOST_LISTED);
      handle.execute("DELETE FROM digest_download WHERE digest_seq = ?", digest);
    }
  }

  private static long seq(Handle handle, Gathered gathered) {
    return handle
        .createQuery("SELECT seq FROM digest WHERE id = ?")
        .bind(0, gathered.id())
        .mapTo(Long.class)
        .one();
  }

  @Override
  public Optional<Instant> nextDue() {
    return reader.withHandle(
        handle ->
            handle
                .createQuery("SELECT min(render_at) FROM digest WHERE render_at IS NOT NULL")
                .mapTo(Long.class)
                .findOne()
                .map(Instant::ofEpochMilli));
  }

  @Override
  public List<Gathered> open() {
    return reader.withHandle(
        handle ->
            handle
                .createQuery(GATHERED + "WHERE render_at IS NOT NULL ORDER BY closes_at")
                .map((row, context) -> Rows.gathered(row))
                .list());
  }
}
