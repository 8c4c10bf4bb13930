package io.repohook.route;

import java.time.Duration;

/**
 * That an event is not told at once.
 *
 * @param time until it is; of a build, how long its account must have deployed nothing
 */
public record Waiting(Why why, Duration time) {

  /** For what it waits. */
  public enum Why {
    /** Only its number is told. */
    COUNTED,
    /** For a digest's time to be over. */
    DIGEST,
    /** For whoever deployed to deploy no more. */
    BUILD
  }
}
