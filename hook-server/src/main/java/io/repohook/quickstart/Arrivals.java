package io.repohook.quickstart;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Waits for what arrives. {@link #accept} and {@link #stop} are for any thread, the rest for one.
 */
final class Arrivals implements Consumer<Arrival> {
  /** How soon it ends when it is told to stop, and how often the mailbox is looked into. */
  private static final Duration LOOK_EVERY = Duration.ofMillis(100);

  private final BlockingQueue<Arrival> queue = new LinkedBlockingQueue<>();
  private final Mailbox mailbox;
  private volatile boolean stopping;

  Arrivals(Mailbox mailbox) {
    this.mailbox = mailbox;
  }

  @Override
  public void accept(Arrival arrival) {
    queue.add(arrival);
  }

  /** Makes all waiting end soon. */
  void stop() {
    stopping = true;
  }

  /**
   * What arrived of what was expected, in the order of the ways; less where it is too late or time
   * to stop.
   */
  List<Arrival> await(Map<Way, Integer> expected, Instant deadline) throws InterruptedException {
    Map<Way, Integer> missing = new EnumMap<>(expected);
    List<Arrival> arrived = new ArrayList<>();
    while (!missing.isEmpty()) {
      Arrival next = next(deadline);
      if (next == null) {
        break;
      }
      arrived.add(next);
      missing.computeIfPresent(next.way(), (way, count) -> count == 1 ? null : count - 1);
    }
    arrived.sort(Comparator.comparing(Arrival::way).thenComparing(Arrival::at));
    return arrived;
  }

  /** What arrives next, or null when it is too late or time to stop. */
  @Nullable Arrival next(Instant deadline) throws InterruptedException {
    while (!stopping && Instant.now().isBefore(deadline)) {
      queue.addAll(mailbox.take());
      Arrival arrival = queue.poll(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
      if (arrival != null) {
        return arrival;
      }
    }
    return null;
  }
}
