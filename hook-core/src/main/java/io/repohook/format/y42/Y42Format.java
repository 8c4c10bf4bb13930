package io.repohook.format.y42;

import io.repohook.channel.Body;
import io.repohook.channel.Message;
import io.repohook.event.Event;
import io.repohook.event.EventType;
import io.repohook.format.ContentType;
import io.repohook.format.Format;
import io.repohook.format.FormatSettings;
import io.repohook.format.repohook.RepohookFormat;
import java.util.Map;

/** Says events in the native words, as Y42 shows none, and signs them as Y42 does. */
final class Y42Format implements Format {
  private final FormatSettings settings;
  private final RepohookFormat words;

  Y42Format(FormatSettings settings, ContentType contentType) {
    this.settings = settings;
    this.words = new RepohookFormat(contentType);
  }

  @Override
  public String name() {
    return Y42Type.NAME;
  }

  @Override
  public boolean says(EventType type) {
    return words.says(type);
  }

  @Override
  public Body render(Event event) {
    return words.render(event);
  }

  @Override
  public Map<String, String> sign(Message message) {
    return settings
        .hmac()
        .map(hmac -> Map.of("x-y42-signature", "sha256=" + hmac.sha256(message.body().bytes())))
        .orElse(Map.of());
  }

  @Override
  public ContentType contentType() {
    return words.contentType();
  }
}
