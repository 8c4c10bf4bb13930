package io.repohook.format.repohook;

import io.repohook.channel.Body;
import io.repohook.channel.Build;
import io.repohook.channel.Digest;
import io.repohook.event.Actor;
import io.repohook.event.Event;
import io.repohook.event.EventType;
import io.repohook.event.Repository;
import io.repohook.format.ContentType;
import io.repohook.format.Format;
import io.repohook.format.json.JsonWriter;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The native format: everything that an event holds, as one JSON object in UTF-8 with keys in
 * snake_case. {@code docs/schema/event.schema.json} describes it; every key is always there, and an
 * array is never null.
 */
public final class RepohookFormat implements Format {
  static final String NAME = "repohook";

  private final ContentType contentType;

  /** As JSON. */
  public RepohookFormat() {
    this(ContentType.JSON);
  }

  public RepohookFormat(ContentType contentType) {
    this.contentType = contentType;
  }

  @Override
  public String name() {
    return NAME;
  }

  /** All of them. */
  @Override
  public boolean says(EventType type) {
    return true;
  }

  @Override
  public ContentType contentType() {
    return contentType;
  }

  @Override
  public Body render(Event event) {
    return body(json -> event(json, event));
  }

  private static void event(JsonWriter json, Event event) {
    json.text("id", event.id());
    json.text("type", event.type().wireName());
    json.instant("timestamp", event.timestamp());
    about(json, event);
  }

  /** Writes where it happened, who did it and what it was: what other formats may say too. */
  public static void about(JsonWriter json, Event event) {
    repository(json, event.repository());
    actor(json, event.actor());
    json.object("data", () -> new DataWriter(json).write(event.data()));
  }

  /**
   * Says what gathered, as one JSON object whose {@code events} are these events. {@code
   * docs/schema/digest.schema.json} describes it.
   *
   * @param digest its items are events in this format
   */
  public Body digest(Digest digest) {
    return body(
        json -> {
          json.text("id", digest.id());
          json.text("type", "digest");
          repository(json, digest.repository());
          json.instant("from", digest.from());
          json.instant("to", digest.to());
          json.nothing("build");
          json.raws("events", digest.items());
          new DownloadsWriter(json).write(digest.downloads());
          json.object("counts", () -> digest.counts().forEach(json::number));
          json.flag("truncated", digest.truncated());
        });
  }

  /** Says what a build deployed: a digest with the key {@code build}, whose events are deploys. */
  public Body build(Build build) {
    return body(
        json -> {
          json.text("id", build.id());
          json.text("type", "digest");
          repository(json, build.repository());
          json.instant("from", build.from());
          json.instant("to", build.to());
          json.object("build", () -> new BuildWriter(json).write(build));
          json.objects("events", build.listed(), each -> event(json, each));
          json.nothing("downloads");
          json.object(
              "counts",
              () -> json.number(EventType.ARTIFACT_DEPLOYED.wireName(), build.sum().deploys()));
          json.flag("truncated", build.truncated());
        });
  }

  static void actor(JsonWriter json, Actor actor) {
    json.object(
        "actor",
        () -> {
          json.text("name", actor.name());
          json.text("email", actor.email());
          json.text("address", actor.address());
        });
  }

  private Body body(Consumer<JsonWriter> content) {
    return contentType.body(JsonWriter.write(content), Map.of());
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
