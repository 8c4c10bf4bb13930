package io.repohook.format.arraylake;

import io.repohook.channel.Body;
import io.repohook.channel.Message;
import io.repohook.event.Event;
import io.repohook.event.EventType;
import io.repohook.format.ContentType;
import io.repohook.format.Format;
import io.repohook.format.FormatSettings;
import io.repohook.format.StableId;
import io.repohook.format.json.JsonWriter;
import java.util.Map;

/** Says that there is a commit, as Arraylake does; the secret goes in the clear. */
final class ArraylakeFormat implements Format {
  /** Arraylake's ids are those of its database. */
  private static final int ID_DIGITS = 24;

  private final FormatSettings settings;
  private final ContentType contentType;

  ArraylakeFormat(FormatSettings settings, ContentType contentType) {
    this.settings = settings;
    this.contentType = contentType;
  }

  @Override
  public String name() {
    return ArraylakeType.NAME;
  }

  @Override
  public boolean says(EventType type) {
    return type == EventType.GIT_COMMIT || type == EventType.PING;
  }

  /** A ping has a name of its own, so that no receiver takes it for a commit. */
  @Override
  public Body render(Event event) {
    String repository = settings.repository().name();
    byte[] json =
        JsonWriter.write(
            body -> {
              body.text("event", event.type() == EventType.PING ? "Ping" : "NewCommit");
              body.object(
                  "details",
                  () -> {
                    body.text("repo_name", repository.substring(repository.lastIndexOf('/') + 1));
                    body.text("repo_id", StableId.hex(repository, ID_DIGITS));
                  });
            });
    return contentType.body(json, Map.of());
  }

  @Override
  public Map<String, String> sign(Message message) {
    return settings
        .secret()
        .map(secret -> Map.of("X-Secret-Token", secret.reveal()))
        .orElse(Map.of());
  }

  @Override
  public ContentType contentType() {
    return contentType;
  }
}
