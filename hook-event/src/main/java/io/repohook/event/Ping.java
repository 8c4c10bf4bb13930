package io.repohook.event;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Somebody asked whether a subscription works.
 *
 * @param settings the subscription's settings as text, without its secrets, in the order in which
 *     to show them
 */
public record Ping(String alias, Map<String, String> settings) implements EventData {

  public Ping {
    settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
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
