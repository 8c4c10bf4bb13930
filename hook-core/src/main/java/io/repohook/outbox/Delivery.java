package io.repohook.outbox;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A delivery in history.
 *
 * @param eventId its event; of a digest, the one that opened it
 * @param eventType the name of its event's type, or {@link #DIGEST}
 * @param events how many it tells; more than one in a digest only
 * @param recipient whom it goes to, where its channel has several recipients; else empty
 * @param subject what its event is about; of a digest, how many events it tells
 * @param sending whether a dispatcher has claimed it
 * @param attempts how many were recorded; {@link History#attempts} lists as many
 * @param dueAt when it is tried next, null when it is held or finished
 * @param reason the reason of its last attempt, or why it failed without one; null before the first
 * @param finishedAt null while it is not finished
 */
public record Delivery(
    String id,
    String eventId,
    String eventType,
    int events,
    SubscriptionKey subscription,
    String recipient,
    String subject,
    String endpoint,
    DeliveryState state,
    boolean sending,
    int attempts,
    @Nullable Instant dueAt,
    @Nullable String reason,
    Instant createdAt,
    @Nullable Instant finishedAt) {

  /** Stands for a type where a delivery tells what gathered. */
  public static final String DIGEST = "digest";

  public boolean isDigest() {
    return eventType.equals(DIGEST);
  }
}
