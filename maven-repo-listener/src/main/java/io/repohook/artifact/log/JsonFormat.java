package io.repohook.artifact.log;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One JSON object a line, as nginx writes it with {@code escape=json}: the fields {@code msec} (or
 * {@code time}), {@code remote}, {@code user}, {@code method}, {@code uri}, {@code status}, {@code
 * content_length}, {@code range}, {@code completion}, {@code ua}, {@code destination}.
 */
final class JsonFormat implements LineFormat {
  private static final byte[] METHOD = "\"method\":\"".getBytes(US_ASCII);
  private static final byte[] URI = "\"uri\":\"".getBytes(US_ASCII);
  private static final JsonMapper JSON = new JsonMapper();

  @Override
  public Line read(byte[] bytes, int from, int to, Interest interest) {
    if (!mayBeOfInterest(bytes, from, to, interest)) {
      return Line.Other.IRRELEVANT;
    }
    JsonNode line;
    try {
      // nginx writes a byte that is no UTF-8 as it came.
      line = JSON.readTree(new String(bytes, from, to - from, UTF_8));
    } catch (JacksonException e) {
      return Line.Other.GARBAGE;
    }
    return line.isObject() ? request(line, interest) : Line.Other.GARBAGE;
  }

  /** Says so, without parsing, of most lines that are not. */
  private static boolean mayBeOfInterest(byte[] bytes, int from, int to, Interest interest) {
    int method = valueOf(METHOD, bytes, from, to);
    if (method >= 0) {
      int end = valueEnd(bytes, method, to);
      if (method < end && !escaped(bytes, end, to)) {
        Line.Method asked = interest.method(bytes, method, end);
        if (asked == null || asked.carries()) {
          return asked != null; // It may lead into the repository from elsewhere.
        }
      }
    }
    int uri = valueOf(URI, bytes, from, to);
    if (uri < 0) {
      return true;
    }
    int end = valueEnd(bytes, uri, to);
    return escaped(bytes, end, to) || interest.mayConcern(bytes, uri, end);
  }

  @Override
  public boolean tellsNewFiles() {
    return true;
  }

  /**
   * Where a field's value begins, or -1. A quote within a value has a backslash before it, so the
   * first of these is the field.
   */
  private static int valueOf(byte[] field, byte[] bytes, int from, int to) {
    for (int i = from; i + field.length <= to; i++) {
      int matched = 0;
      while (matched < field.length && bytes[i + matched] == field[matched]) {
        matched++;
      }
      if (matched == field.length) {
        return i + matched;
      }
    }
    return -1;
  }

  /** Where a value ends, or its first escape is. */
  private static int valueEnd(byte[] bytes, int from, int to) {
    int end = from;
    while (end < to && bytes[end] != '"' && bytes[end] != '\\') {
      end++;
    }
    return end;
  }

  private static boolean escaped(byte[] bytes, int end, int to) {
    return end < to && bytes[end] == '\\';
  }

  private static Line request(JsonNode line, Interest interest) {
    String uri = text(line, "uri");
    byte[] method = Optional.ofNullable(text(line, "method")).orElse("").getBytes(UTF_8);
    Optional<Instant> time =
        Optional.ofNullable(text(line, "msec"))
            .or(() -> Optional.ofNullable(text(line, "time")))
            .flatMap(LogTime::parse);
    Long status = number(line, "status");
    if (uri == null || method.length == 0 || time.isEmpty() || status == null) {
      return Line.Other.GARBAGE;
    }
    Line.Method asked = interest.method(method, 0, method.length);
    Optional<Aim> aim = Aim.of(interest, asked, uri, text(line, "destination"));
    if (aim.isEmpty()) {
      return Line.Other.IRRELEVANT;
    }
    return new Line.Request(
        time.get(),
        text(line, "remote"),
        text(line, "user"),
        aim.get().method(),
        aim.get().path(),
        status.intValue(),
        number(line, "content_length"),
        number(line, "body_bytes"),
        text(line, "range"),
        transfer(line),
        text(line, "ua"),
        aim.get().destination());
  }

  /** nginx's {@code $request_completion} is {@code OK}, or empty for one that was cut off. */
  private static Line.Transfer transfer(JsonNode line) {
    if (!line.has("completion")) {
      return Line.Transfer.UNKNOWN;
    }
    return "OK".equals(text(line, "completion")) ? Line.Transfer.COMPLETE : Line.Transfer.ABORTED;
  }

  private static @Nullable String text(JsonNode line, String name) {
    JsonNode value = line.get(name);
    String text = value == null || !value.isValueNode() ? "" : value.asString();
    return text.isEmpty() || text.equals("-") ? null : text;
  }

  private static @Nullable Long number(JsonNode line, String name) {
    String text = text(line, name);
    return text != null && text.matches("[0-9]{1,18}") ? Long.valueOf(text) : null;
  }
}
