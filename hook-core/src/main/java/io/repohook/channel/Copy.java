package io.repohook.channel;

import io.repohook.event.EventId;
import java.util.List;

/**
 * What one recipient gets of an event. Each copy is a delivery of its own: one recipient's trouble
 * is not another's, and who has it already does not get it again.
 *
 * @param recipient whom the channel sends it to, such as a mail address; empty where the channel
 *     has one receiver, as a webhook has
 */
public record Copy(String recipient, Body body) {

  /** What the only receiver of a channel gets. */
  public static List<Copy> single(Body body) {
    return List.of(new Copy("", body));
  }

  /**
   * The id of a copy's delivery.
   *
   * @param only what it would be, were this the only copy
   */
  public static String deliveryId(String only, String recipient) {
    return recipient.isEmpty() ? only : EventId.delivery(only, recipient);
  }
}
