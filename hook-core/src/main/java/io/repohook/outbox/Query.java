package io.repohook.outbox;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which rows of history to list; null asks for all.
 *
 * @param since what was recorded at that time or later
 * @param limit at most so many rows
 */
public record Query(
    @Nullable String repository,
    @Nullable String alias,
    @Nullable DeliveryState state,
    @Nullable Instant since,
    int limit) {

  /** Everything, up to {@code limit} rows. */
  public static Query all(int limit) {
    return new Query(null, null, null, null, limit);
  }
}
