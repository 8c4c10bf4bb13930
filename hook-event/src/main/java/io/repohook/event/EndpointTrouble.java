package io.repohook.event;

import java.time.Instant;

/**
 * A subscription's endpoint keeps failing or refuses for good, or said that it is gone.
 *
 * @param type {@link EventType#SUBSCRIPTION_FAILING} or {@link EventType#SUBSCRIPTION_DISABLED}
 * @param since when the trouble began
 * @param reason the outcome's reason, as listings show it
 */
public record EndpointTrouble(EventType type, String alias, Instant since, String reason)
    implements EventData {

  public EndpointTrouble {
    if (type != EventType.SUBSCRIPTION_FAILING && type != EventType.SUBSCRIPTION_DISABLED) {
      throw new IllegalArgumentException(type + " does not tell of an endpoint's trouble");
    }
  }

  @Override
  public String subject() {
    return alias;
  }
}
