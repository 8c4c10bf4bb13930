package io.repohook.format;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.repohook.channel.Body;
import io.repohook.config.Section;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.util.Map;

/** How a request carries a body that is JSON. */
public enum ContentType {
  /**
   * As it is, without a charset: receivers compare the type as a whole, and JSON is UTF-8 anyway
   * (RFC 8259).
   */
  JSON("application/json"),
  /** As the one field {@code payload} of a form, as GitHub has it. */
  FORM("application/x-www-form-urlencoded");

  /** The key that chooses it. */
  public static final String KEY = "content_type";

  private static final String FIELD = "payload=";

  private final String mediaType;

  ContentType(String mediaType) {
    this.mediaType = mediaType;
  }

  public String mediaType() {
    return mediaType;
  }

  /** The name in configuration: {@code json} or {@code form}. */
  public String word() {
    return this == JSON ? "json" : "form";
  }

  /** Reads which one a subscription wants; JSON where it does not say. */
  public static ContentType read(Section subscription) {
    return subscription
        .oneOf(KEY, Map.of("json", JSON, "form", FORM, JSON.mediaType, JSON, FORM.mediaType, FORM))
        .orElse(JSON);
  }

  /** A body that carries this JSON, with these headers. */
  public Body body(byte[] json, Map<String, String> headers) {
    if (this == JSON) {
      return new Body(mediaType, headers, json);
    }
    // Receivers that sign the form again encode it as Java does: a blank is a plus sign.
    String form = FIELD + URLEncoder.encode(new String(json, UTF_8), UTF_8);
    return new Body(mediaType, headers, form.getBytes(UTF_8));
  }

  /** The JSON that a body carries. */
  public static byte[] json(Body body) {
    if (!body.contentType().equals(FORM.mediaType)) {
      return body.bytes();
    }
    String form = new String(body.bytes(), UTF_8);
    return URLDecoder.decode(form.substring(FIELD.length()), UTF_8).getBytes(UTF_8);
  }
}
