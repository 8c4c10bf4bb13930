package io.repohook.format.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Writes JSON that every parser reads, straight to bytes: a push may hold thousands of commits, so
 * no tree of it is built. Whatever a text holds, the bytes are valid UTF-8. Confined to one thread.
 */
public final class JsonWriter implements AutoCloseable {
  private static final JsonFactory JSON = new JsonFactory();
  private static final DateTimeFormatter UTC_MILLIS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
  // Git keeps whole seconds and the offset of whoever wrote the commit.
  private static final DateTimeFormatter SECONDS_AND_OFFSET =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssXXX");

  private final JsonGenerator json;

  public JsonWriter(OutputStream out) {
    this.json = JSON.createGenerator(ObjectWriteContext.empty(), out);
  }

  /** One object as UTF-8; the content is written by what it is handed. */
  public static byte[] write(Consumer<JsonWriter> content) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonWriter json = new JsonWriter(bytes)) {
      json.object(() -> content.accept(json));
    }
    return bytes.toByteArray();
  }

  public void object(Runnable content) {
    json.writeStartObject();
    content.run();
    json.writeEndObject();
  }

  public void object(String key, Runnable content) {
    json.writeName(key);
    object(content);
  }

  public <T> void objects(String key, List<T> values, Consumer<T> content) {
    json.writeArrayPropertyStart(key);
    for (T value : values) {
      object(() -> content.accept(value));
    }
    json.writeEndArray();
  }

  public void text(String key, @Nullable String value) {
    json.writeName(wellFormed(key));
    if (value == null) {
      json.writeNull();
    } else {
      json.writeString(wellFormed(value));
    }
  }

  /** Writes an array, which may be empty. */
  public void texts(String key, List<String> values) {
    json.writeArrayPropertyStart(key);
    for (String value : values) {
      json.writeString(wellFormed(value));
    }
    json.writeEndArray();
  }

  public void number(String key, @Nullable Number value) {
    if (value == null) {
      json.writeNullProperty(key);
    } else {
      json.writeNumberProperty(key, value.longValue());
    }
  }

  public void flag(String key, boolean value) {
    json.writeBooleanProperty(key, value);
  }

  public void nothing(String key) {
    json.writeNullProperty(key);
  }

  /** In UTC with milliseconds. */
  public void instant(String key, @Nullable Instant value) {
    text(key, value == null ? null : UTC_MILLIS.format(value));
  }

  /** Writes what is JSON already. */
  public void raw(String key, String value) {
    json.writeName(key);
    json.writeRawValue(value);
  }

  /** Writes an array of what is JSON in UTF-8 already. */
  public void raws(String key, List<byte[]> values) {
    json.writeArrayPropertyStart(key);
    for (byte[] value : values) {
      json.writeRawValue(new String(value, UTF_8));
    }
    json.writeEndArray();
  }

  /** In seconds, with the offset that it has. */
  public void localTime(String key, OffsetDateTime value) {
    json.writeStringProperty(key, SECONDS_AND_OFFSET.format(value));
  }

  @Override
  public void close() {
    json.close();
  }

  /** Puts U+FFFD where a surrogate has lost its other half: UTF-8 has no bytes for such a one. */
  private static String wellFormed(String text) {
    StringBuilder repaired = null;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!Character.isSurrogate(c)) {
        continue;
      }
      if (i + 1 < text.length() && Character.isSurrogatePair(c, text.charAt(i + 1))) {
        i++;
        continue;
      }
      if (repaired == null) {
        repaired = new StringBuilder(text);
      }
      repaired.setCharAt(i, '\uFFFD');
    }
    return repaired == null ? text : repaired.toString();
  }
}
