package io.repohook.channel;

import java.time.Duration;

/**
 * How much an endpoint can bear.
 *
 * @param requests how many it takes in that time, evenly spread
 */
public record Pace(int requests, Duration per) {

  public Pace {
    if (requests < 1 || per.isNegative() || per.isZero()) {
      throw new IllegalArgumentException("a pace of " + requests + " in " + per);
    }
  }

  /** The least time from the beginning of one request to that of the next. */
  public Duration interval() {
    return per.dividedBy(requests);
  }
}
