package io.repohook.format.cloudevents;

import io.repohook.event.Event;
import java.util.LinkedHashMap;
import java.util.Map;

/** What CloudEvents tells of every event, in the order in which it is written. */
final class Attributes {
  private Attributes() {}

  static Map<String, String> of(Event event, String source) {
    Map<String, String> attributes = new LinkedHashMap<>();
    attributes.put("specversion", "1.0");
    attributes.put("id", event.id());
    attributes.put("source", source);
    attributes.put("type", "io.repohook." + event.type().wireName());
    attributes.put("time", event.timestamp().toString());
    String subject = event.data().subject();
    if (!subject.isEmpty()) { // An attribute that is there must not be empty.
      attributes.put("subject", subject);
    }
    return attributes;
  }
}
