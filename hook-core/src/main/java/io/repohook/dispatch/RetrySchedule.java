package io.repohook.dispatch;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * When to try again.
 *
 * @param waits each a wait since the attempt before; after the last one it is over
 */
public record RetrySchedule(List<Duration> waits) {
  /**
   * Each wait is lengthened by up to this part of itself, so that what failed together is not all
   * tried again in the same second.
   */
  private static final double JITTER = 0.1;

  public RetrySchedule {
    waits = List.copyOf(waits);
  }

  /**
   * When the attempt after {@code attempts} is due, or empty when there is none.
   *
   * @param attempts how many were made, the one just made included
   * @param asked how long the receiver asked us to wait; obeyed in full where it is longer
   */
  Optional<Instant> next(
      int attempts, Instant now, @Nullable Duration asked, RandomGenerator random) {
    if (attempts > waits.size()) {
      return Optional.empty();
    }
    Duration wait = waits.get(attempts - 1);
    Duration jittered = wait.plusMillis((long) (wait.toMillis() * JITTER * random.nextDouble()));
    return Optional.of(now.plus(asked != null && asked.compareTo(jittered) > 0 ? asked : jittered));
  }
}
