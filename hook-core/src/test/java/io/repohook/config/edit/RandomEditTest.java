package io.repohook.config.edit;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/**
 * Random files with comments, random edits: whatever is not edited is byte for byte the same, and
 * the file says what it is to say.
 */
class RandomEditTest {
  private static final List<String> TEXTS =
      List.of(
          "git.push",
          "*",
          "a: b # c",
          "${file:x}",
          "it's",
          "\"",
          "a\nb",
          "null",
          "off",
          "1.10",
          "ö😀");

  /**
   * @param value null takes the key away
   */
  private record Edit(List<String> path, @Nullable Value value) {
    static Edit any(Random random) {
      List<String> path =
          new ArrayList<>(List.of("subscriptions", pick(random, RandomYaml.ALIASES)));
      int what = random.nextInt(8);
      if (what == 0) {
        return new Edit(path, null);
      }
      if (what < 3) {
        path.addAll(List.of("headers", pick(random, List.of("X-A", "X-B", "X: C"))));
        return new Edit(path, random.nextInt(3) == 0 ? null : text(random));
      }
      path.add(pick(random, RandomYaml.KEYS));
      return new Edit(
          path,
          random.nextInt(3) == 0 ? null : random.nextBoolean() ? text(random) : items(random));
    }

    private static Value text(Random random) {
      return new Value.Text(pick(random, TEXTS));
    }

    private static Value items(Random random) {
      return new Value.Items(
          random.ints(1 + random.nextInt(3), 0, TEXTS.size()).mapToObj(TEXTS::get).toList());
    }

    private static String pick(Random random, List<String> from) {
      return from.get(random.nextInt(from.size()));
    }

    YamlText in(YamlText text) throws CannotEditException {
      return value == null ? text.without(path) : text.with(path, value);
    }

    /** What a text of that meaning is to say afterwards. */
    Map<String, Object> of(Object before, YamlText text) throws CannotEditException {
      if (value == null) {
        return text.has(path)
            ? RandomYaml.put(before, path, "")
            : RandomYaml.put(before, List.of("?"), "");
      }
      return RandomYaml.put(
          before,
          path,
          value instanceof Value.Items items ? items.texts() : ((Value.Text) value).text());
    }
  }

  @RepeatedTest(10)
  void nothingElseChanges(RepetitionInfo repetition) throws Exception {
    Random random = new Random(repetition.getCurrentRepetition());
    for (int i = 0; i < 300; i++) {
      RandomYaml yaml = new RandomYaml(random);
      YamlText before = new YamlText(yaml.text());
      Edit edit = Edit.any(random);

      YamlText after = edit.in(before);

      String story = edit + "\n" + before.text() + "\n--->\n" + after.text();
      int at = 0;
      for (String line : yaml.kept(edit.path())) {
        int found = ("\n" + after.text()).indexOf(line, at);
        assertThat(found).as("%s%nkeeps%n%s", story, line).isNotNegative();
        at = found + line.length() - 1;
      }
      if (edit.value() == null && !yaml.isInside(edit.path())) {
        assertThat(after.text())
            .as(story)
            .isEqualTo(
                yaml.kept(edit.path()).stream().map(line -> line.substring(1)).collect(joining()));
      }
      assertThat(normal(Read.of(after.text())))
          .as(story)
          .isEqualTo(normal(edit.of(Read.of(before.text()), before)));
    }
  }

  @RepeatedTest(10)
  void manyEditsOfOneFileSayWhatTheySayTogether(RepetitionInfo repetition) throws Exception {
    Random random = new Random(-repetition.getCurrentRepetition());
    YamlText text = new YamlText(new RandomYaml(random).text());
    for (int i = 0; i < 100; i++) {
      Edit edit = Edit.any(random);
      Object meant = edit.of(Read.of(text.text()), text);
      String before = text.text();

      text = edit.in(text);

      assertThat(normal(Read.of(text.text())))
          .as("%s%n%s%n--->%n%s", edit, before, text.text())
          .isEqualTo(normal(meant));
    }
  }

  /** A key with nothing behind it is an empty mapping. */
  private static Object normal(@Nullable Object said) {
    if (said == null) {
      return Map.of();
    }
    if (!(said instanceof Map<?, ?> map)) {
      return said;
    }
    Map<Object, Object> normal = new LinkedHashMap<>();
    map.forEach((key, value) -> normal.put(key, normal(value)));
    return normal;
  }
}
