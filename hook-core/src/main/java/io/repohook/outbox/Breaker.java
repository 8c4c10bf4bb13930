package io.repohook.outbox;

import io.repohook.channel.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Lets an endpoint be that cannot be reached at all.
 *
 * <p>Each attempt at a dead machine takes a worker's whole timeout. After {@value #THRESHOLD}
 * attempts in a row that did not get through, the endpoint's deliveries wait, first {@link #FIRST},
 * then twice as long each time, at most {@link #LONGEST}; then one is tried. The first that gets
 * through, whatever the answer, ends it. Waiting here is no attempt, and no retry is used up.
 *
 * <p>The counts are in the store, so they outlive a restart and are one for all processes.
 */
public final class Breaker {
  /** Few enough to spare the workers, enough that a receiver's restart goes unnoticed. */
  static final int THRESHOLD = 10;

  static final Duration FIRST = Duration.ofSeconds(5);

  /** A receiver that is back is asked again within a minute. */
  static final Duration LONGEST = Duration.ofSeconds(60);

  private static final Set<Reason> UNREACHABLE =
      EnumSet.of(Reason.TIMEOUT, Reason.CONNECTION_FAILED, Reason.UNKNOWN_HOST);

  /** How a delivery ends of which nothing went out, so that nobody knows about the endpoint. */
  private static final Set<Reason> NOT_SENT =
      EnumSet.of(
          Reason.ADDRESS_REFUSED,
          Reason.UNRENDERABLE,
          Reason.SUBSCRIPTION_REMOVED,
          Reason.SUBSCRIPTION_DISABLED,
          Reason.ABANDONED,
          Reason.INTERNAL_ERROR);

  private Breaker() {}

  /** Whether an attempt that ended so says that nothing else would get through now. */
  public static boolean isUnreachable(Reason reason) {
    return UNREACHABLE.contains(reason);
  }

  /** Whether an attempt that ended so got through, whatever the answer. */
  public static boolean isReached(Reason reason) {
    return !isUnreachable(reason) && !NOT_SENT.contains(reason);
  }

  /** Until when to let the endpoint be, after so many such attempts in a row. */
  public static Optional<Instant> openUntil(int inARow, Instant now) {
    if (inARow < THRESHOLD) {
      return Optional.empty();
    }
    // Beyond this many doublings the longest wait is long reached.
    int doublings = Math.min(inARow - THRESHOLD, 10);
    Duration wait = FIRST.multipliedBy(1L << doublings);
    return Optional.of(now.plus(wait.compareTo(LONGEST) < 0 ? wait : LONGEST));
  }
}
