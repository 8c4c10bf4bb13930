package io.repohook.format.orchest;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.repohook.channel.Body;
import io.repohook.channel.Message;
import io.repohook.event.Event;
import io.repohook.event.EventType;
import io.repohook.format.ContentType;
import io.repohook.format.Format;
import io.repohook.format.FormatSettings;
import io.repohook.format.StableId;
import io.repohook.format.json.JsonWriter;
import io.repohook.format.repohook.RepohookFormat;
import java.net.URLEncoder;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;

/** Says for whom a request is and what happened, as Orchest does. */
final class OrchestFormat implements Format {
  /** As Python prints a time. */
  private static final DateTimeFormatter TIMESTAMP =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSSxxx").withZone(ZoneOffset.UTC);

  private final String webhookName;
  private final FormatSettings settings;
  private final ContentType contentType;

  OrchestFormat(String webhookName, FormatSettings settings, ContentType contentType) {
    this.webhookName = webhookName;
    this.settings = settings;
    this.contentType = contentType;
  }

  @Override
  public String name() {
    return OrchestType.NAME;
  }

  /** All of them. Orchest's own types are of its projects, so the native names stand there. */
  @Override
  public boolean says(EventType type) {
    return true;
  }

  @Override
  public Body render(Event event) {
    String deliveredFor = new String(JsonWriter.write(this::deliveredFor), UTF_8);
    String said = new String(JsonWriter.write(json -> event(json, event)), UTF_8);
    Map<String, String> headers = Map.of("X-Orchest-Event", event.type().wireName());
    byte[] body =
        contentType == ContentType.JSON
            ? JsonWriter.write(
                json -> {
                  json.raw("delivered_for", deliveredFor);
                  json.raw("event", said);
                })
            : form(deliveredFor, said);
    return new Body(contentType.mediaType(), headers, body);
  }

  private void deliveredFor(JsonWriter json) {
    json.text("name", webhookName);
    json.flag("verify_ssl", settings.verifySsl());
    json.text("content_type", contentType.mediaType());
    json.text("uuid", StableId.uuid(settings.identity()).toString());
    json.text("type", "webhook");
  }

  private static void event(JsonWriter json, Event event) {
    json.text("type", event.type().wireName());
    json.text("uuid", StableId.uuid(event.id()).toString());
    json.text("timestamp", TIMESTAMP.format(event.timestamp()));
    if (event.type() != EventType.PING) {
      RepohookFormat.about(json, event);
    }
  }

  /** Orchest's form has a field for each of the two, each of them JSON. */
  private static byte[] form(String deliveredFor, String event) {
    return ("delivered_for="
            + URLEncoder.encode(deliveredFor, UTF_8)
            + "&event="
            + URLEncoder.encode(event, UTF_8))
        .getBytes(UTF_8);
  }

  @Override
  public Map<String, String> sign(Message message) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("X-Orchest-Delivery", StableId.uuid(message.id()).toString());
    settings
        .hmac()
        .ifPresent(hmac -> headers.put("X-Hub-Signature", hmac.sha256(message.body().bytes())));
    return headers;
  }

  @Override
  public ContentType contentType() {
    return contentType;
  }

  @Override
  public Map<String, String> describe() {
    Map<String, String> shown = new LinkedHashMap<>();
    shown.put(OrchestType.WEBHOOK_NAME, webhookName);
    shown.put(ContentType.KEY, contentType.word());
    return shown;
  }
}
