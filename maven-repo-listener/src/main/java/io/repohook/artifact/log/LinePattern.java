package io.repohook.artifact.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A line's fields and what stands between them, such as {@code {address} - {user} [{time}]
 * "{request}" {status} {sent}}.
 *
 * @param before the text before the first field
 * @param parts at least one
 */
@SuppressWarnings("ArrayRecordComponent") // Looked for in lines, never compared.
record LinePattern(byte[] before, List<Part> parts) {

  /**
   * A field.
   *
   * @param after the text between it and the next, or the line's end; empty only at the line's end
   * @param quoted whether it stands in double quotes
   * @param separator the text before the field, which the last one may not contain
   */
  @SuppressWarnings("ArrayRecordComponent") // As above.
  record Part(Field field, byte[] after, boolean quoted, byte[] separator) {
    private static final int ANY = Integer.MAX_VALUE;

    /** The byte that the field does not hold; no byte's value where it may hold any. */
    int never() {
      if (field == Field.WORD) {
        return ' ';
      }
      return quoted ? '"' : ANY;
    }
  }

  LinePattern {
    parts = List.copyOf(parts);
  }

  /**
   * Reads a pattern.
   *
   * @throws IllegalArgumentException when it is none; the message says what would be right
   */
  static LinePattern parse(String written) {
    List<Field> fields = new ArrayList<>();
    List<String> texts = new ArrayList<>();
    int at = 0;
    while (true) {
      int open = written.indexOf('{', at);
      texts.add(written.substring(at, open < 0 ? written.length() : open));
      if (open < 0) {
        break;
      }
      int close = written.indexOf('}', open);
      if (close < 0) {
        throw new IllegalArgumentException("a '{' has no '}'");
      }
      String name = written.substring(open + 1, close);
      fields.add(
          Field.named(name)
              .orElseThrow(
                  () ->
                      new IllegalArgumentException(
                          "there is no field '{" + name + "}'; there are " + names())));
      at = close + 1;
    }
    check(fields, texts);
    List<Part> parts = new ArrayList<>();
    for (int i = 0; i < fields.size(); i++) {
      String before = texts.get(i);
      String after = texts.get(i + 1);
      boolean quoted = before.endsWith("\"") && after.startsWith("\"");
      parts.add(new Part(fields.get(i), after.getBytes(UTF_8), quoted, before.getBytes(UTF_8)));
    }
    return new LinePattern(texts.get(0).getBytes(UTF_8), parts);
  }

  /** Whether a line may be of it: told quickly, of patterns that begin with a word. */
  boolean mayBegin(byte[] line, int from, int to) {
    Part first = parts.get(0);
    if (before.length > 0 || first.field() != Field.WORD) {
      return true;
    }
    int at = from;
    while (at < to && line[at] != ' ' && line[at] != first.after()[0]) {
      at++;
    }
    return at < to && line[at] == first.after()[0];
  }

  boolean has(Field field) {
    return parts.stream().anyMatch(part -> part.field() == field);
  }

  private static void check(List<Field> fields, List<String> texts) {
    Set<Field> named = EnumSet.noneOf(Field.class);
    for (Field each : fields) {
      if (!each.isPassedOver() && !named.add(each)) {
        throw new IllegalArgumentException("it has {" + each.wireName() + "} twice");
      }
    }
    if (!named.contains(Field.REQUEST)
        && !named.containsAll(EnumSet.of(Field.METHOD, Field.TARGET))) {
      throw new IllegalArgumentException("it needs {request}, or {method} and {target}");
    }
    if (!named.containsAll(EnumSet.of(Field.TIME, Field.STATUS))) {
      throw new IllegalArgumentException("it needs {time} and {status}");
    }
    for (int i = 1; i < texts.size() - 1; i++) {
      if (texts.get(i).isEmpty()) {
        throw new IllegalArgumentException("two fields need a text between them");
      }
    }
  }

  private static String names() {
    return Stream.of(Field.values())
        .map(field -> "{" + field.wireName() + "}")
        .collect(joining(", "));
  }
}
