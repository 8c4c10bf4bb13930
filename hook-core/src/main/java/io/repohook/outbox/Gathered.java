package io.repohook.outbox;

import java.time.Instant;

/**
 * A digest that has not been rendered yet, without what it holds.
 *
 * @param firstEvent the id of the event that opened it
 * @param build whose build it holds, see {@link Opening#build}
 * @param channel the kind of channel that made its items
 * @param endpoint where its first event was to go
 * @param opened when its first event gathered
 * @param closes when it closes, or closed
 * @param events how many have gathered so far
 */
public record Gathered(
    String id,
    String firstEvent,
    SubscriptionKey subscription,
    String build,
    String channel,
    String endpoint,
    Instant opened,
    Instant closes,
    int events) {

  /** Whether it holds what somebody's build has deployed. */
  public boolean isBuild() {
    return !build.isEmpty();
  }
}
