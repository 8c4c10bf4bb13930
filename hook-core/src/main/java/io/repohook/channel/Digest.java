package io.repohook.channel;

import io.repohook.event.Repository;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What gathered for one subscription, to be said in one message.
 *
 * <p>It counts every event, but lists only as many as one message can well hold: the first ones.
 * Downloads are no events in it: there may be millions, so only their numbers are kept.
 *
 * @param id the delivery's id
 * @param from when its first event gathered
 * @param to when it closed; what gathered then is in the next one
 * @param counts of all events by the name of their type, sorted; of downloads too
 * @param items what {@link Channel#digestItem} made of each event that is listed, in the order in
 *     which they gathered
 * @param downloads null when nothing was downloaded
 */
public record Digest(
    String id,
    Repository repository,
    Instant from,
    Instant to,
    Map<String, Integer> counts,
    List<byte[]> items,
    @Nullable Downloads downloads) {

  /** A digest of events alone. */
  public Digest(
      String id,
      Repository repository,
      Instant from,
      Instant to,
      Map<String, Integer> counts,
      List<byte[]> items) {
    this(id, repository, from, to, counts, items, null);
  }

  public Digest {
    counts = Collections.unmodifiableMap(new TreeMap<>(counts));
    items = List.copyOf(items);
  }

  /** How many events gathered, listed or not; each download is one. */
  public int events() {
    return counts.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** How many events gathered that are told one by one, listed or not. */
  public int told() {
    return downloads == null ? events() : (int) (events() - downloads.total());
  }

  /** Whether there was more than is listed. */
  public boolean truncated() {
    return items.size() < told() || (downloads != null && downloads.truncated());
  }
}
