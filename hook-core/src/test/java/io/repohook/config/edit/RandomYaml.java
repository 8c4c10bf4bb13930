package io.repohook.config.edit;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A random configuration file in some mixture of styles, that knows which line is about what. */
final class RandomYaml {
  static final List<String> ALIASES = List.of("ci", "team", "people", "audit");
  static final List<String> KEYS = List.of("webhook", "events", "format", "note");

  private static final List<String> WORDS =
      List.of("main", "https://a.example/b#e", "'it''s'", "\"a, b: c # d\"", "1.10", "off", "ö😀");

  /**
   * A line with its line break.
   *
   * @param about the path of the key that it belongs to; empty for a line of nobody's
   * @param whole whether all of the key's value is in it
   */
  private record Line(String text, List<String> about, boolean whole) {}

  private final Random random;
  private final String lineBreak;
  private final String indent;
  private final List<Line> lines = new ArrayList<>();

  RandomYaml(Random random) {
    this.random = random;
    this.lineBreak = random.nextInt(5) == 0 ? "\r\n" : "\n";
    this.indent = " ".repeat(random.nextBoolean() ? 2 : 4);
    noise(0);
    if (random.nextBoolean()) {
      line(0, "git: /srv/a.git" + comment(), List.of("git"), true);
    }
    line(0, "subscriptions:" + comment(), List.of("subscriptions"), false);
    for (String alias : ALIASES) {
      if (random.nextInt(3) > 0) {
        noise(1);
        subscription(alias);
      }
    }
    noise(0);
    if (random.nextBoolean()) {
      line(0, "web_url: " + word() + comment(), List.of("web_url"), true);
    }
    noise(0);
    if (random.nextInt(4) == 0) {
      Line last = lines.remove(lines.size() - 1);
      String text = last.text().substring(0, last.text().length() - lineBreak.length());
      lines.add(new Line(text, last.about(), last.whole()));
    }
  }

  String text() {
    return lines.stream().map(Line::text).collect(joining());
  }

  /** The lines that an edit of that key has nothing to do with, each with the break before it. */
  List<String> kept(List<String> path) {
    return lines.stream()
        .filter(line -> !isTouched(line, path))
        .map(line -> "\n" + line.text())
        .toList();
  }

  /** Whether the key is part of a line that says more. */
  boolean isInside(List<String> path) {
    return lines.stream()
        .anyMatch(
            line ->
                line.whole() && line.about().size() < path.size() && isPrefix(line.about(), path));
  }

  private static boolean isTouched(Line line, List<String> path) {
    return !line.about().isEmpty()
        && (isPrefix(path, line.about()) || (line.whole() && isPrefix(line.about(), path)));
  }

  private static boolean isPrefix(List<String> prefix, List<String> path) {
    return prefix.size() <= path.size() && path.subList(0, prefix.size()).equals(prefix);
  }

  private void subscription(String alias) {
    List<String> path = List.of("subscriptions", alias);
    if (random.nextInt(3) == 0) {
      String flow = "{webhook: " + word() + ", events: [" + word() + "], headers: {X-A: b}}";
      line(1, alias + ": " + (random.nextInt(5) == 0 ? "{}" : flow) + comment(), path, true);
      return;
    }
    line(1, alias + ":" + comment(), path, false);
    int before = lines.size();
    for (String key : KEYS) {
      if (random.nextBoolean()) {
        setting(with(path, key), key);
      }
    }
    if (random.nextBoolean()) {
      headers(with(path, "headers"));
    }
    if (lines.size() == before) {
      line(2, "webhook: " + word(), with(path, "webhook"), true);
    }
    noise(2);
  }

  private void setting(List<String> path, String key) {
    switch (random.nextInt(4)) {
      case 0 -> {
        line(2, key + ":" + comment(), path, false);
        line(3, "- " + word() + comment(), path, true);
        line(3, "- " + word() + comment(), path, true);
      }
      case 1 -> line(2, key + ": [" + word() + ", " + word() + "]" + comment(), path, true);
      case 2 -> {
        line(2, key + ": |", path, false);
        line(3, "one", path, true);
        line(3, "two # no comment", path, true);
      }
      default -> line(2, key + ": " + word() + comment(), path, true);
    }
  }

  private void headers(List<String> path) {
    if (random.nextBoolean()) {
      line(2, "headers: {X-A: " + word() + "}" + comment(), path, true);
    } else {
      line(2, "headers:" + comment(), path, false);
      line(3, "X-A: " + word() + comment(), with(path, "X-A"), true);
      line(3, "X-B: " + word() + comment(), with(path, "X-B"), true);
    }
  }

  private static List<String> with(List<String> path, String key) {
    List<String> longer = new ArrayList<>(path);
    longer.add(key);
    return longer;
  }

  private void noise(int level) {
    int kind = random.nextInt(5);
    if (kind == 0) {
      line(level, "# nobody's " + lines.size(), List.of(), true);
    } else if (kind == 1) {
      lines.add(new Line(lineBreak, List.of(), true));
    }
  }

  private void line(int level, String text, List<String> about, boolean whole) {
    lines.add(new Line(indent.repeat(level) + text + lineBreak, about, whole));
  }

  private String comment() {
    return random.nextInt(3) == 0 ? "   # about " + lines.size() : "";
  }

  private String word() {
    return WORDS.get(random.nextInt(WORDS.size()));
  }

  /** A mapping with another value at the end of a path; an empty one takes it away. */
  static Map<String, Object> put(Object before, List<String> path, Object value) {
    Map<String, Object> after = new LinkedHashMap<>();
    if (before instanceof Map<?, ?> map) {
      map.forEach((key, each) -> after.put((String) key, each));
    }
    String key = path.get(0);
    if (path.size() > 1) {
      after.put(key, put(after.getOrDefault(key, Map.of()), path.subList(1, path.size()), value));
    } else if (value.equals("")) {
      after.remove(key);
    } else {
      after.put(key, value);
    }
    return after;
  }
}
