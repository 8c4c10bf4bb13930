package io.repohook.outbox.sqlite;

import io.repohook.channel.Reason;
import io.repohook.outbox.Breaker;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** The breaker's counts, read and written once for all attempts of a transaction. */
final class UnreachableEndpoints {
  private final Handle handle;
  private final Instant now;
  private final Map<String, Count> counts;
  private final Set<String> changed = new HashSet<>();

  /**
   * @param failures in a row
   * @param openUntil in milliseconds since 1970; 0 while the endpoint is still asked
   */
  private record Count(int failures, long openUntil) {}

  private UnreachableEndpoints(Handle handle, Instant now, Map<String, Count> counts) {
    this.handle = handle;
    this.now = now;
    this.counts = counts;
  }

  static UnreachableEndpoints read(Handle handle, Instant now) {
    Map<String, Count> counts =
        handle
            .createQuery("SELECT endpoint, failures, open_until FROM unreachable_endpoint")
            .reduceResultSet(
                new HashMap<>(),
                (all, row, context) -> {
                  all.put(row.getString(1), new Count(row.getInt(2), row.getLong(3)));
                  return all;
                });
    return new UnreachableEndpoints(handle, now, counts);
  }

  /** Counts how an attempt at an endpoint ended. */
  void note(String endpoint, Reason reason) {
    Count before = counts.getOrDefault(endpoint, new Count(0, 0));
    if (Breaker.isReached(reason)) {
      if (counts.remove(endpoint) != null) {
        changed.add(endpoint);
      }
    } else if (Breaker.isUnreachable(reason) && before.openUntil() <= now.toEpochMilli()) {
      // While it is open, what ends was begun before: it says nothing about a longer wait.
      int failures = before.failures() + 1;
      long openUntil = Breaker.openUntil(failures, now).map(Instant::toEpochMilli).orElse(0L);
      counts.put(endpoint, new Count(failures, openUntil));
      changed.add(endpoint);
    }
  }

  /** Stores what has changed. */
  void write() {
    for (String endpoint : changed) {
      Count count = counts.get(endpoint);
      if (count == null) {
        handle.execute("DELETE FROM unreachable_endpoint WHERE endpoint = ?", endpoint);
      } else {
        handle.execute(
            "INSERT OR REPLACE INTO unreachable_endpoint (endpoint, failures, open_until)"
                + " VALUES (?, ?, ?)",
            endpoint,
            count.failures(),
            count.openUntil());
      }
    }
  }
}
