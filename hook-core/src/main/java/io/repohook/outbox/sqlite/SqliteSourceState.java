package io.repohook.outbox.sqlite;

import io.repohook.outbox.SourceState;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What a source remembers of one repository, read when asked. */
record SqliteSourceState(SqliteSession reader, String repository) implements SourceState {

  /** In the order of SQLite's keys, which are bytes of UTF-8, nothing comes after it. */
  private static final String LAST = Character.toString(Character.MAX_CODE_POINT);

  /** As a LIMIT: none. */
  private static final int ALL = -1;

  @Override
  public Optional<String> get(String key) {
    return reader.withHandle(
        handle ->
            handle
                .createQuery(
                    "SELECT value FROM source_state WHERE repository = :repository AND key = :key")
                .bind("repository", repository)
                .bind("key", key)
                .mapTo(String.class)
                .findOne());
  }

  @Override
  public Map<String, String> startingWith(String prefix) {
    return next(prefix, "", ALL);
  }

  @Override
  public Map<String, String> next(String prefix, String after, int most) {
    return reader.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT key, value FROM source_state
                    WHERE repository = :repository AND key >= :prefix AND key < :end AND key > :after
                    ORDER BY key LIMIT :most
                    """)
                .bind("repository", repository)
                .bind("prefix", prefix)
                .bind("end", prefix + LAST)
                .bind("after", after)
                .bind("most", most)
                .reduceResultSet(
                    new LinkedHashMap<String, String>(),
                    (values, row, context) -> {
                      values.put(row.getString(1), row.getString(2));
                      return values;
                    }));
  }
}
