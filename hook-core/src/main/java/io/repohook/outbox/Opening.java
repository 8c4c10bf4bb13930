package io.repohook.outbox;

import io.repohook.event.Repository;
import java.time.Duration;

/**
 * The digest that an event opens, unless the subscription's digest is open already.
 *
 * @param digestId its id then
 * @param eventId the event that opens it
 * @param channel the kind of the subscription's channel, such as {@code webhook}; a digest holds
 *     only what one kind has made
 * @param endpoint see {@link io.repohook.channel.Channel#endpoint}
 * @param interval how long it stays open; of a build, after the last that came
 * @param build whose build it holds; empty for the digest of everything that gathers by time
 */
public record Opening(
    String digestId,
    String eventId,
    Repository repository,
    SubscriptionKey subscription,
    String channel,
    String endpoint,
    Duration interval,
    String build) {

  /** A digest that closes when its time is over, whatever comes. */
  public Opening(
      String digestId,
      String eventId,
      Repository repository,
      SubscriptionKey subscription,
      String channel,
      String endpoint,
      Duration interval) {
    this(digestId, eventId, repository, subscription, channel, endpoint, interval, "");
  }
}
