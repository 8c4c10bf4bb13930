package io.repohook.format.repohook;

import io.repohook.channel.Body;
import io.repohook.event.Event;
import io.repohook.format.Format;
import java.io.ByteArrayOutputStream;
import java.util.Map;

/**
 * The native format: everything that an event holds, as one JSON object in UTF-8 with keys in
 * snake_case. {@code docs/schema/event.schema.json} describes it; every key is always there, and an
 * array is never null.
 */
public final class RepohookFormat implements Format {
  // Without a charset: receivers compare the type as a whole, and JSON is UTF-8 anyway (RFC 8259).
  private static final String CONTENT_TYPE = "application/json";

  @Override
  public String name() {
    return "repohook";
  }

  @Override
  public Body render(Event event) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonWriter json = new JsonWriter(bytes)) {
      json.object(
          () -> {
            json.text("id", event.id());
            json.text("type", event.type().wireName());
            json.instant("timestamp", event.timestamp());
            json.object(
                "repository",
                () -> {
                  json.text("name", event.repository().name());
                  json.text("kind", event.repository().kind().wireName());
                });
            json.object(
                "actor",
                () -> {
                  json.text("name", event.actor().name());
                  json.text("email", event.actor().email());
                  json.text("address", event.actor().address());
                });
            json.object("data", () -> new DataWriter(json).write(event.data()));
          });
    }
    return new Body(CONTENT_TYPE, Map.of(), bytes.toByteArray());
  }
}
