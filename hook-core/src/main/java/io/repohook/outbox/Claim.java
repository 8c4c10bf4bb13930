package io.repohook.outbox;

import io.repohook.channel.Message;
import java.time.Instant;

/**
 * A leased delivery.
 *
 * @param sequence the delivery's place in the store
 * @param number counts the claims of this delivery; a claim with a higher number has taken over
 * @param barren how many claims before this one ended without an attempt's record: their program
 *     died, or lost the store
 * @param attempts how many attempts were made before; not those that ended after another claim had
 *     taken over, as they had no say in what came next
 * @param scheduleFrom how many of these do not count for the retry schedule: it starts again when
 *     somebody asks for a redelivery
 * @param createdAt when intake made the delivery
 */
public record Claim(
    long sequence,
    int number,
    int barren,
    SubscriptionKey subscription,
    String endpoint,
    int attempts,
    int scheduleFrom,
    Instant createdAt,
    Message message) {}
