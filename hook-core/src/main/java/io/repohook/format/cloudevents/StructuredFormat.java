package io.repohook.format.cloudevents;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.repohook.channel.Body;
import io.repohook.event.Event;
import io.repohook.event.EventType;
import io.repohook.format.Format;
import io.repohook.format.json.JsonWriter;
import io.repohook.format.repohook.RepohookFormat;
import java.util.Map;

/** The structured mode: one JSON object holds the attributes, and the native format as data. */
final class StructuredFormat implements Format {
  private static final String CONTENT_TYPE = "application/cloudevents+json";
  private static final RepohookFormat DATA = new RepohookFormat();

  private final String source;

  StructuredFormat(String source) {
    this.source = source;
  }

  @Override
  public String name() {
    return CloudeventsType.NAME;
  }

  @Override
  public boolean says(EventType type) {
    return DATA.says(type);
  }

  @Override
  public Body render(Event event) {
    byte[] json =
        JsonWriter.write(
            body -> {
              Attributes.of(event, source).forEach(body::text);
              body.text("datacontenttype", "application/json");
              body.raw("data", new String(DATA.render(event).bytes(), UTF_8));
            });
    return new Body(CONTENT_TYPE, Map.of(), json);
  }

  @Override
  public Map<String, String> describe() {
    return Map.of(CloudeventsType.MODE, "structured");
  }
}
