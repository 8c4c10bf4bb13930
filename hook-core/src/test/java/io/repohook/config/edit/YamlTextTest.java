package io.repohook.config.edit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The layouts that people use, and what an edit makes of them: {@code edits.txt}. */
class YamlTextTest {

  /**
   * A row: {@code === NAME}, the text before, {@code >> PATH = VALUE} (nothing removes it, {@code
   * [a, b]} is a list), and the text after. {@code \r} and a closing {@code \0}, which takes away
   * the last line break, are written so.
   */
  record Edit(String name, String before, String path, String value, String after) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Edit> edits() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(YamlTextTest.class.getResourceAsStream("edits.txt"))) {
      String table = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return Stream.of(table.split("(?m)^=== ")).skip(1).map(YamlTextTest::row).toList().stream();
    }
  }

  private static Edit row(String row) {
    int name = row.indexOf('\n');
    String[] parts = row.substring(name + 1).split("(?m)^>> ", 2);
    int line = parts[1].indexOf('\n');
    String[] edit = parts[1].substring(0, line).split(" =", 2);
    return new Edit(
        row.substring(0, name),
        text(parts[0]),
        edit[0],
        edit[1].strip(),
        text(parts[1].substring(line + 1).replaceAll("\n+$", "\n")));
  }

  private static String text(String written) {
    String text = written.replace("\\r", "\r");
    return text.endsWith("\\0\n") ? text.substring(0, text.length() - 3) : text;
  }

  @ParameterizedTest
  @MethodSource("edits")
  void onlyTheKeyChanges(Edit edit) throws Exception {
    YamlText before = new YamlText(edit.before());
    List<String> path = List.of(edit.path().split("/"));

    YamlText after =
        edit.value().isEmpty() ? before.without(path) : before.with(path, value(edit.value()));

    assertThat(after.text()).isEqualTo(edit.after());
    assertThat(after.has(path)).isEqualTo(!edit.value().isEmpty());
  }

  private static Value value(String text) {
    return text.startsWith("[")
        ? new Value.Items(List.of(text.substring(1, text.length() - 1).split(", ")))
        : new Value.Text(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "~",
        "null",
        "true",
        "off",
        "1.10",
        "*",
        "!x",
        "&x",
        "@x",
        "%x",
        "a: b",
        "a #b",
        "#a",
        "- a",
        "[a",
        "a]",
        "{a",
        "a}",
        "a, b",
        "'",
        "\"",
        "it's",
        "\\",
        "a\nb",
        "a\tb",
        "\u0007",
        "ö😀",
        "${file:x}",
        "https://a.example/?b=c#d",
        "?",
        "? a",
        ":",
        "a:",
        "-",
        "---",
        "|",
        ">",
        "<<",
        " a ",
        "\u2028",
        "\ufeff",
        "`",
        "=",
        "src/**",
        "!**/*.md",
        "release/*"
      })
  void everyValueComesBackAsItWas(String value) throws Exception {
    List<String> path = List.of("subscriptions", "ci", "key");
    for (String before :
        List.of("", "subscriptions:\n  ci:\n    key: x\n", "subscriptions: {ci: {}}")) {
      YamlText one = new YamlText(before).with(path, new Value.Text(value));
      YamlText list = new YamlText(before).with(path, new Value.Items(List.of(value, "x", value)));

      assertThat(said(one)).isEqualTo(value);
      assertThat(said(list)).isEqualTo(List.of(value, "x", value));
    }
  }

  private static Object said(YamlText text) {
    return text.text().isEmpty() ? "" : Read.of(text.text(), "subscriptions", "ci", "key");
  }

  @Test
  void whatIsAsItShouldBeStaysAsItIs() throws Exception {
    YamlText before = new YamlText("subscriptions:   # mine\n");

    assertThat(before.without(List.of("subscriptions", "ci")).text()).isEqualTo(before.text());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "- a\n",
        "subscriptions: [a]\n",
        "subscriptions: text\n",
        "a: &x {}\nsubscriptions: *x\n",
        "? [a]\n: b\n",
        "a: {\n",
        "a: 1\n---\nb: 2\n"
      })
  void whatOnlyAPersonCanChangeIsRefused(String text) {
    assertThatThrownBy(
            () -> new YamlText(text).with(List.of("subscriptions", "ci", "a"), new Value.Text("b")))
        .isInstanceOf(CannotEditException.class);
  }
}
