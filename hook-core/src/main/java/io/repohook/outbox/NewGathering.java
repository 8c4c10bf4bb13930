package io.repohook.outbox;

import io.repohook.event.Repository;
import java.time.Duration;

/**
 * One event that waits for others in a subscription's digest. An event that has a delivery for the
 * subscription already, or has gathered before, is left where it is.
 *
 * @param digestId the id of the digest if this event opens one
 * @param channel the kind of the subscription's channel, such as {@code webhook}; a digest holds
 *     only what one kind has made
 * @param endpoint see {@link io.repohook.channel.Channel#endpoint}
 * @param interval how long a digest stays open that this event opens
 * @param item see {@link io.repohook.channel.Channel#digestItem}
 */
@SuppressWarnings("ArrayRecordComponent") // Handed from step to step, never compared.
public record NewGathering(
    String digestId,
    String eventId,
    Repository repository,
    SubscriptionKey subscription,
    String channel,
    String endpoint,
    Duration interval,
    byte[] item) {}
