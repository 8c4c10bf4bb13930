package io.repohook.intake;

import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The queues that wait for something, until when and why. For any number of threads. */
final class Pauses {
  private final Map<String, Pause> held = new ConcurrentHashMap<>();
  private final InstantSource clock;

  /** Has seen these files; another one may be what its queue waits for. */
  private record Pause(Turn.Wait until, Set<String> seen) {}

  Pauses(InstantSource clock) {
    this.clock = clock;
  }

  void begin(String queue, Set<String> files, Turn.Wait wait) {
    held.put(queue, new Pause(wait, files));
  }

  void end(String queue) {
    held.remove(queue);
  }

  /** Ends those of all other queues. */
  void retain(Set<String> queues) {
    held.keySet().retainAll(queues);
  }

  /** Whether it is too early to look at these files again. */
  boolean holds(String queue, Set<String> files) {
    Pause pause = held.get(queue);
    return pause != null
        && clock.instant().isBefore(pause.until().again())
        && pause.seen().containsAll(files);
  }

  /** By queue, what each waits for. */
  Map<String, String> reasons() {
    Map<String, String> reasons = new LinkedHashMap<>();
    held.forEach((queue, pause) -> reasons.put(queue, pause.until().because()));
    return reasons;
  }

  /** When the first of them ends; empty when there is none. */
  Optional<Instant> firstEnd() {
    return held.values().stream().map(pause -> pause.until().again()).min(Instant::compareTo);
  }
}
