package io.repohook.format.cloudevents;

import io.repohook.channel.Body;
import io.repohook.event.Event;
import io.repohook.event.EventType;
import io.repohook.format.ContentType;
import io.repohook.format.Format;
import io.repohook.format.repohook.RepohookFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/** The binary mode: the attributes are headers, and the body is the native format. */
final class BinaryFormat implements Format {
  private static final RepohookFormat DATA = new RepohookFormat();

  private final String source;

  BinaryFormat(String source) {
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
    Map<String, String> headers = new LinkedHashMap<>();
    Attributes.of(event, source)
        .forEach((name, value) -> headers.put("ce-" + name, PercentEncoding.header(value)));
    return ContentType.JSON.body(DATA.render(event).bytes(), headers);
  }

  @Override
  public Map<String, String> describe() {
    return Map.of(CloudeventsType.MODE, "binary");
  }
}
