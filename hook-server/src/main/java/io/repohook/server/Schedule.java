package io.repohook.server;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Says when it is time again for something; due at once. For one thread. */
final class Schedule {
  private final Duration every;
  private final InstantSource clock;
  private Instant next = Instant.MIN;

  Schedule(Duration every, InstantSource clock) {
    this.every = every;
    this.clock = clock;
  }

  boolean isDue() {
    Instant now = clock.instant();
    if (now.isBefore(next)) {
      return false;
    }
    next = now.plus(every);
    return true;
  }
}
