package io.repohook.git.diff;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * How much time all diffs together may take from intake: so much at once, and then a tenth of the
 * time that passes. A push of a thousand commits, each mailed by itself, so holds up nobody for
 * long. Thread-safe.
 */
final class Allowance {
  private static final int SHARE = 10;

  private final Duration most;
  private final InstantSource clock;
  private Duration left;
  private Instant since;

  Allowance(Duration most, InstantSource clock) {
    this.most = most;
    this.clock = clock;
    this.left = most;
    this.since = clock.instant();
  }

  synchronized boolean isSpent() {
    Instant now = clock.instant();
    Duration passed = Duration.between(since, now);
    if (!passed.isNegative()) { // A clock may be set back.
      left = left.plus(passed.dividedBy(SHARE));
    }
    since = now;
    if (left.compareTo(most) > 0) {
      left = most;
    }
    return left.isNegative() || left.isZero();
  }

  synchronized void spend(Duration time) {
    left = left.minus(time);
  }
}
