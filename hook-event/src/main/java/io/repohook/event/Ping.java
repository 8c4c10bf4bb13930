package io.repohook.event;

import java.util.Map;

/**
 * Somebody asked whether a subscription works.
 *
 * @param settings the subscription's settings as text, without its secrets
 */
public record Ping(String alias, Map<String, String> settings) implements EventData {

  public Ping {
    settings = Map.copyOf(settings);
  }

  @Override
  public EventType type() {
    return EventType.PING;
  }

  @Override
  public String subject() {
    return alias;
  }
}
