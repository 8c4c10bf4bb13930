package io.repohook.format.cloudrepo;

import io.repohook.channel.Body;
import io.repohook.channel.UnrenderableException;
import io.repohook.event.ArtifactFile;
import io.repohook.event.Coordinates;
import io.repohook.event.Event;
import io.repohook.event.EventType;
import io.repohook.event.FileEvent;
import io.repohook.event.Ping;
import io.repohook.format.ContentType;
import io.repohook.format.Format;
import io.repohook.format.json.JsonWriter;
import java.util.Map;
import java.util.function.Consumer;

/** Says what was done with a file as one flat object, where a value is a word or a number. */
final class CloudrepoFormat implements Format {
  private final ContentType contentType;

  CloudrepoFormat(ContentType contentType) {
    this.contentType = contentType;
  }

  @Override
  public String name() {
    return CloudrepoType.NAME;
  }

  @Override
  public boolean says(EventType type) {
    return switch (type) {
      case ARTIFACT_UPLOADED, ARTIFACT_DOWNLOADED, ARTIFACT_DELETED, PING -> true;
      default -> false;
    };
  }

  @Override
  public Body render(Event event) throws UnrenderableException {
    if (event.data() instanceof FileEvent file) {
      return body(json -> write(json, event, file));
    }
    if (event.data() instanceof Ping) {
      return body(json -> about(json, event, "ping"));
    }
    throw new UnrenderableException("CloudRepo tells of files, not of " + event.type());
  }

  private Body body(Consumer<JsonWriter> content) {
    return contentType.body(JsonWriter.write(content), Map.of());
  }

  private static void about(JsonWriter json, Event event, String what) {
    json.text("event", what);
    json.text("repository", event.repository().name());
    json.text("user", event.actor().name());
    json.instant("timestamp", event.timestamp());
  }

  private static void write(JsonWriter json, Event event, FileEvent data) {
    ArtifactFile file = data.file();
    json.text("event", word(event.type()));
    json.text("repository", event.repository().name());
    json.text("path", file.path());
    json.number("size", file.size());
    json.text("user", event.actor().name());
    json.instant("timestamp", event.timestamp());
    Coordinates coordinates = data.coordinates();
    if (coordinates != null) {
      json.text("group", coordinates.group());
      json.text("artifact", coordinates.artifact());
      json.text("version", coordinates.version());
      json.text("classifier", file.classifier());
      json.text("extension", file.extension());
    }
  }

  private static String word(EventType type) {
    return switch (type) {
      case ARTIFACT_UPLOADED -> "upload";
      case ARTIFACT_DOWNLOADED -> "download";
      default -> "delete";
    };
  }

  @Override
  public ContentType contentType() {
    return contentType;
  }
}
