package io.repohook.outbox;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How much there is to do.
 *
 * @param oldestDue when the longest waiting due delivery became due, null when none is due
 */
public record Backlog(Map<DeliveryState, Long> deliveries, @Nullable Instant oldestDue) {

  public Backlog {
    deliveries = Map.copyOf(deliveries);
  }

  public long count(DeliveryState state) {
    return deliveries.getOrDefault(state, 0L);
  }
}
