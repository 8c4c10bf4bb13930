package io.repohook.format.repohook;

import io.repohook.channel.Body;
import io.repohook.channel.Digest;
import io.repohook.event.Event;
import io.repohook.event.Repository;
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
            repository(json, event.repository());
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

  /**
   * Says what gathered, as one JSON object whose {@code events} are these events. {@code
   * docs/schema/digest.schema.json} describes it.
   *
   * @param digest its items are events in this format
   */
  public Body digest(Digest digest) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonWriter json = new JsonWriter(bytes)) {
      json.object(
          () -> {
            json.text("id", digest.id());
            json.text("type", "digest");
            repository(json, digest.repository());
            json.instant("from", digest.from());
            json.instant("to", digest.to());
            json.raws("events", digest.items());
            json.object("counts", () -> digest.counts().forEach(json::number));
            json.flag("truncated", digest.truncated());
          });
    }
    return new Body(CONTENT_TYPE, Map.of(), bytes.toByteArray());
  }

  private static void repository(JsonWriter json, Repository repository) {
    json.object(
        "repository",
        () -> {
          json.text("name", repository.name());
          json.text("kind", repository.kind().wireName());
        });
  }
}
