package io.repohook.outbox.sqlite;

import io.repohook.channel.Reason;
import io.repohook.outbox.Capacity;
import io.repohook.outbox.Claim;
import io.repohook.outbox.Completion;
import io.repohook.outbox.Deposit;
import io.repohook.outbox.Outbox;
import io.repohook.outbox.SourceState;
import io.repohook.outbox.SubscriptionKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The outbox in SQLite: each step of a delivery's life is a class of its own. */
final class SqliteOutbox implements Outbox {
  private final SqliteSession writer;
  private final SqliteSession reader;
  private final Claims claims;

  SqliteOutbox(SqliteSession writer, SqliteSession reader) {
    this.writer = writer;
    this.reader = reader;
    this.claims = new Claims(writer, reader);
  }

  @Override
  public boolean holds(String origin) {
    return reader.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT EXISTS (SELECT 1 FROM event WHERE origin = :origin)
                      OR EXISTS (SELECT 1 FROM counted_origin WHERE origin = :origin)
                    """)
                .bind("origin", origin)
                .mapTo(Boolean.class)
                .one());
  }

  @Override
  public SourceState state(String repository) {
    return new SqliteSourceState(reader, repository);
  }

  @Override
  public List<String> repositories() {
    return reader.withHandle(
        handle ->
            handle
                .createQuery("SELECT DISTINCT repository FROM source_state ORDER BY repository")
                .mapTo(String.class)
                .list());
  }

  @Override
  public void commit(Deposit deposit) {
    writer.useTransaction(handle -> new Deposits(handle).add(deposit));
  }

  @Override
  public List<Claim> claim(String dispatcher, Instant now, Duration lease, Capacity capacity) {
    return claims.take(dispatcher, now, lease, capacity);
  }

  @Override
  public void renew(Collection<Claim> held, Instant until) {
    claims.renew(held, until);
  }

  @Override
  public void complete(List<Completion> completions, Instant now) {
    if (!completions.isEmpty()) {
      writer.useTransaction(handle -> new Completions(handle, now).complete(completions));
    }
  }

  @Override
  public void giveBack(Collection<Claim> held, Instant now) {
    claims.giveBack(held, now);
  }

  @Override
  public Optional<Instant> nextDue() {
    return claims.nextDue();
  }

  @Override
  public Map<SubscriptionKey, Reason> disabled() {
    return reader.withHandle(
        handle ->
            handle
                .createQuery("SELECT repository, alias, reason FROM disabled_subscription")
                .map(
                    (row, context) ->
                        Map.entry(
                            new SubscriptionKey(row.getString(1), row.getString(2)),
                            Reason.valueOf(row.getString(3).toUpperCase(Locale.ROOT))))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
  }

  @Override
  public boolean enable(SubscriptionKey subscription) {
    return writer.withHandle(
        handle ->
            handle.execute(
                    "DELETE FROM disabled_subscription WHERE repository = ? AND alias = ?",
                    subscription.repository(),
                    subscription.alias())
                > 0);
  }
}
