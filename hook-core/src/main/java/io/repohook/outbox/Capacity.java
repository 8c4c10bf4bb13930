package io.repohook.outbox;

import java.util.Map;

/**
 * How many deliveries a dispatcher can take on now.
 *
 * @param total over all endpoints
 * @param perEndpoint how many one endpoint may have at once, those that it has counted in
 * @param busy how many each endpoint has
 */
public record Capacity(int total, int perEndpoint, Map<String, Integer> busy) {

  public Capacity {
    busy = Map.copyOf(busy);
  }

  /** How many more that endpoint can take. */
  public int free(String endpoint) {
    return Math.max(0, perEndpoint - busy.getOrDefault(endpoint, 0));
  }
}
