package io.repohook.format.template;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.samskivert.mustache.MustacheException;
import com.samskivert.mustache.Template;
import io.repohook.channel.Body;
import io.repohook.channel.UnrenderableException;
import io.repohook.event.Event;
import io.repohook.event.EventType;
import io.repohook.format.ContentType;
import io.repohook.format.Format;
import io.repohook.format.repohook.RepohookFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Says an event as a template does, which is given the event in the native format. */
final class TemplateFormat implements Format {
  private static final JsonMapper JSON = new JsonMapper();
  private static final RepohookFormat MODEL = new RepohookFormat();

  private final String file;
  private final Template template;
  private final Escaping escaping;

  /**
   * A format.
   *
   * @param file the template's name, for people
   */
  TemplateFormat(String file, Template template, Escaping escaping) {
    this.file = file;
    this.template = template;
    this.escaping = escaping;
  }

  @Override
  public String name() {
    return TemplateType.NAME;
  }

  @Override
  public boolean says(EventType type) {
    return true;
  }

  @Override
  public Body render(Event event) throws UnrenderableException {
    BoundedText text = new BoundedText();
    try {
      template.execute(
          BoundedModel.of(JSON.readTree(MODEL.render(event).bytes()), new Effort()), text);
    } catch (MustacheException | Effort.TooMuchException e) {
      throw new UnrenderableException("the template: " + e.getMessage());
    }
    byte[] bytes = text.toString().getBytes(UTF_8);
    if (escaping.json()) {
      requireJson(bytes);
    }
    return new Body(escaping.contentType(), Map.of(), bytes);
  }

  private static void requireJson(byte[] bytes) throws UnrenderableException {
    try {
      if (JSON.readTree(bytes).isMissingNode()) {
        throw new UnrenderableException("the template gives nothing, which is no JSON");
      }
    } catch (JacksonException e) {
      throw new UnrenderableException(
          "the template gives no JSON: " + e.getOriginalMessage().lines().findFirst().orElse(""));
    }
  }

  @Override
  public Map<String, String> describe() {
    Map<String, String> shown = new LinkedHashMap<>();
    shown.put(TemplateType.NAME, file);
    shown.put(ContentType.KEY, escaping.contentType());
    return shown;
  }
}
