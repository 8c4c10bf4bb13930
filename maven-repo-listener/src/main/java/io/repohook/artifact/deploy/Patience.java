package io.repohook.artifact.deploy;

import java.time.Duration;

/**
 * How long a deploy may be silent.
 *
 * @param settle after its last metadata: what clients send side by side may come a little later
 * @param idle without its metadata, while its client uploads nothing else either: it has stopped
 */
public record Patience(Duration settle, Duration idle) {
  /** Maven sends the two sums within milliseconds of what they are of; logs count in seconds. */
  public static final Duration SETTLE = Duration.ofSeconds(2);

  /** A log tells of an upload at its end: this is longer than most single files take. */
  public static final Duration IDLE = Duration.ofMinutes(5);

  /** However busy its client is: no build takes so long between a file and its metadata. */
  static final Duration LONGEST = Duration.ofHours(6);
}
