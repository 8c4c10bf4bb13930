package io.repohook.outbox;

import io.repohook.channel.Body;
import io.repohook.channel.Pace;
import io.repohook.channel.Reason;
import org.jspecify.annotations.Nullable;

/**
 * One event for one subscription, or for one of its recipients.
 *
 * @param recipient see {@link io.repohook.channel.Copy#recipient}
 * @param subject what the event is about; deliveries of one subscription, recipient and subject are
 *     a lane whose first attempts go out in order
 * @param ordered whether the lane waits until its head is finished, not just tried
 * @param endpoint see {@link io.repohook.channel.Channel#endpoint}
 * @param pace how much that endpoint can bear, null for as much as there is
 * @param body null for a delivery that could not be rendered
 * @param failed why it fails before its first attempt, null when it is to be sent
 */
public record NewDelivery(
    String id,
    String eventId,
    SubscriptionKey subscription,
    String recipient,
    String subject,
    boolean ordered,
    String endpoint,
    @Nullable Pace pace,
    @Nullable Body body,
    @Nullable Reason failed) {

  public NewDelivery {
    if (body == null && failed == null) {
      throw new IllegalArgumentException("delivery " + id + " has nothing to send");
    }
  }
}
