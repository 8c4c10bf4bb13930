package io.repohook.format.template;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.samskivert.mustache.Escapers;
import com.samskivert.mustache.Mustache;
import java.net.URLEncoder;
import tools.jackson.core.io.JsonStringEncoder;

/**
 * How a body of some media type is sent, and how a value is written into it so that it stays a
 * value.
 *
 * @param contentType as the receiver reads it
 * @param json whether the body must be JSON
 * @param escaper for each value that stands in two braces
 */
record Escaping(String contentType, boolean json, Mustache.Escaper escaper) {

  static Escaping of(String mediaType) {
    if (is(mediaType, "json")) {
      return new Escaping(mediaType, true, Escaping::json);
    }
    if (mediaType.equals("application/x-www-form-urlencoded")) {
      return new Escaping(mediaType, false, text -> URLEncoder.encode(text, UTF_8));
    }
    if (is(mediaType, "xml") || mediaType.equals("text/html")) {
      // Also quotes, so it is right in the attributes of XML too.
      return new Escaping(withCharset(mediaType), false, Escapers.HTML);
    }
    return new Escaping(withCharset(mediaType), false, Escapers.NONE);
  }

  /** Text without a charset is ASCII to some receivers. */
  private static String withCharset(String mediaType) {
    return mediaType.startsWith("text/") ? mediaType + "; charset=utf-8" : mediaType;
  }

  private static boolean is(String mediaType, String kind) {
    return mediaType.endsWith("/" + kind) || mediaType.endsWith("+" + kind);
  }

  /** What belongs between the quotes of a JSON string. */
  private static String json(String text) {
    return new String(JsonStringEncoder.getInstance().quoteAsCharArray(text));
  }
}
