package io.repohook.job;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.UnaryOperator;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a job's owner wants its receivers to know: a JSON object of any shape, within bounds. It
 * comes from files that any account may write, and goes to every receiver.
 */
public final class Details {
  /** A page of facts about a job; what is larger belongs into a file that the facts name. */
  static final int MOST_BYTES = 64 << 10;

  /** Deeper than anybody nests by hand; some receivers' parsers stop at 32. */
  private static final int DEEPEST = 32;

  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private Details() {}

  /** A text is no such object; the message says why, in the words of a person's mistake. */
  public static final class WrongException extends Exception {
    private static final long serialVersionUID = 1;

    WrongException(String reason) {
      super(reason);
    }
  }

  /**
   * Reads a JSON object.
   *
   * @throws WrongException when it is none, or too large or too deep
   */
  public static ObjectNode parse(byte[] json) throws WrongException {
    if (json.length > MOST_BYTES) {
      throw new WrongException("larger than " + (MOST_BYTES >> 10) + " KiB");
    }
    JsonNode read;
    try {
      // Decoded here: bytes that are not UTF-8 become U+FFFD, as everywhere in an event.
      read = JSON.readTree(new String(json, UTF_8));
    } catch (JacksonException e) {
      throw new WrongException("not JSON: " + e.getOriginalMessage());
    }
    if (!(read instanceof ObjectNode object)) {
      throw new WrongException("no JSON object");
    }
    return object;
  }

  /**
   * The object that a file holds now, as text. No more of it is read than such an object has.
   *
   * @throws WrongException as {@link #parse} does, and when it is no file: a pipe may say nothing
   *     for ever
   */
  public static String checked(Path file) throws WrongException, IOException {
    if (!Files.exists(file)) {
      throw new WrongException("not there");
    }
    if (!Files.isRegularFile(file)) {
      throw new WrongException("no regular file");
    }
    try (InputStream in = Files.newInputStream(file)) {
      return text(parse(in));
    }
  }

  /**
   * Reads a JSON object, and no more than such an object has.
   *
   * @throws WrongException as {@link #parse(byte[])} does
   */
  public static ObjectNode parse(InputStream json) throws WrongException, IOException {
    return parse(json.readNBytes(MOST_BYTES + 1));
  }

  /** What a repository's file says, as such an object. */
  static ObjectNode of(Map<String, Object> values) {
    return JSON.valueToTree(values);
  }

  /** Both as one: objects are merged all the way down, of anything else the nearer wins. */
  static ObjectNode merge(ObjectNode farther, ObjectNode nearer) {
    ObjectNode merged = farther.deepCopy();
    for (Map.Entry<String, JsonNode> each : nearer.properties()) {
      JsonNode known = merged.get(each.getKey());
      merged.set(
          each.getKey(),
          known instanceof ObjectNode far && each.getValue() instanceof ObjectNode near
              ? merge(far, near)
              : each.getValue());
    }
    return merged;
  }

  /** The same with each of its texts, names included, put through {@code change}. */
  static ObjectNode withTexts(ObjectNode object, UnaryOperator<String> change) {
    ObjectNode changed = JSON.createObjectNode();
    object
        .properties()
        .forEach(each -> changed.set(change.apply(each.getKey()), value(each.getValue(), change)));
    return changed;
  }

  private static JsonNode value(JsonNode node, UnaryOperator<String> change) {
    if (node instanceof ObjectNode object) {
      return withTexts(object, change);
    }
    if (node.isArray()) {
      ArrayNode changed = JSON.createArrayNode();
      node.forEach(each -> changed.add(value(each, change)));
      return changed;
    }
    return node.isString() ? JSON.getNodeFactory().stringNode(change.apply(node.asString())) : node;
  }

  /** The object as text. JSON can escape half a surrogate pair; UTF-8 has no bytes for it. */
  static String text(ObjectNode object) {
    return new String(JSON.writeValueAsString(object).getBytes(UTF_8), UTF_8);
  }
}
