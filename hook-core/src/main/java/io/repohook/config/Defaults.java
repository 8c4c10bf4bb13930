package io.repohook.config;

import java.time.Duration;
import java.util.List;

/**
 * What holds for a subscription that does not say otherwise.
 *
 * @param timeout of one attempt in total; positive
 * @param retry each a wait since the attempt before; empty for a single attempt
 */
public record Defaults(Duration timeout, List<Duration> retry) {
  public Defaults {
    retry = List.copyOf(retry);
  }
}
