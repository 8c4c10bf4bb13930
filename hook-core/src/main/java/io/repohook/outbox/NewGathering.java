package io.repohook.outbox;

/**
 * One event that waits for others in a subscription's digest. An event that has a delivery for the
 * subscription already, or has gathered before, is left where it is.
 *
 * @param item see {@link io.repohook.channel.Channel#digestItem}
 */
@SuppressWarnings("ArrayRecordComponent") // Handed from step to step, never compared.
public record NewGathering(Opening opening, byte[] item) {}
