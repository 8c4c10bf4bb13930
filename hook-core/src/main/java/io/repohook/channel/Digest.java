package io.repohook.channel;

import io.repohook.event.Repository;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What gathered for one subscription, to be said in one message.
 *
 * <p>It counts every event, but lists only as many as one message can well hold: the first ones.
 *
 * @param id the delivery's id
 * @param from when its first event gathered
 * @param to when it closed; what gathered then is in the next one
 * @param counts of all events by the name of their type, sorted
 * @param items what {@link Channel#digestItem} made of each event that is listed, in the order in
 *     which they gathered
 */
public record Digest(
    String id,
    Repository repository,
    Instant from,
    Instant to,
    Map<String, Integer> counts,
    List<byte[]> items) {

  public Digest {
    counts = Collections.unmodifiableMap(new TreeMap<>(counts));
    items = List.copyOf(items);
  }

  /** How many events gathered, listed or not. */
  public int events() {
    return counts.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** Whether there were more events than are listed. */
  public boolean truncated() {
    return items.size() < events();
  }
}
