package io.repohook.outbox;

import java.util.Locale;

/** Where a delivery stands. */
public enum DeliveryState {
  /** An earlier delivery of its lane goes first. */
  HELD,
  /** It is sent when it is due. */
  WAITING,
  DELIVERED,
  FAILED;

  /** The state's name in listings and in the store: {@code waiting}. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The state of that name. */
  public static DeliveryState named(String wireName) {
    return valueOf(wireName.toUpperCase(Locale.ROOT));
  }
}
