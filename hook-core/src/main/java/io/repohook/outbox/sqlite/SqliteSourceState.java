package io.repohook.outbox.sqlite;

import io.repohook.outbox.SourceState;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What a source remembers of one repository, read when asked. */
record SqliteSourceState(SqliteSession reader, String repository) implements SourceState {

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
  public Map<String, String> all() {
    return reader.withHandle(
        handle ->
            handle
                .createQuery("SELECT key, value FROM source_state WHERE repository = :repository")
                .bind("repository", repository)
                .reduceResultSet(
                    new TreeMap<String, String>(),
                    (values, row, context) -> {
                      values.put(row.getString(1), row.getString(2));
                      return values;
                    }));
  }
}
