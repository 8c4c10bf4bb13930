package io.repohook.format.template;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.repohook.channel.UnrenderableException;
import io.repohook.event.Change;
import io.repohook.event.Event;
import io.repohook.format.GitEvents;
import io.repohook.format.ReadFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(120)
class TemplateFormatTest {
  private static final String EVENTS = "events: [git.push]";

  @TempDir Path folder;

  @Test
  void aTemplateSaysTheEventInItsOwnWords() throws Exception {
    ReadFormat format =
        template(
            """
            {"text": "{{actor.name}} pushed to {{data.ref}}",
             "commits": [{{#data.commits}}{"id": "{{id}}", "by": "{{author.name}}"}{{^-last}},{{/-last}}{{/data.commits}}],
             "all": {{{data.push_options}}}}
            """,
            EVENTS);
    Event push =
        GitEvents.push(Change.UPDATED, List.of(GitEvents.commit("a"), GitEvents.commit("b")), null);

    assertThat(format.problems())
        .allMatch(each -> each.contains("warning: ") && each.contains("ping"));
    assertThat(format.json(push).toString())
        .isEqualTo(
            """
            {"text":"alice pushed to refs/heads/main","commits":[\
            {"id":"da1560886d4f094c3e6c9ef40349f7d38b5d27d7","by":"Alice Ö"},\
            {"id":"da1560886d4f094c3e6c9ef40349f7d38b5d27d7","by":"Alice Ö"}],"all":[]}\
            """);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "application/json|application/json|\"{{data.commits.0.message}}\"|\"a\\\"<b>&ü\\n\"",
        "application/vnd.x+json|application/vnd.x+json|\"{{data.commits.0.message}}\"|\"a\\\"<b>&ü\\n\"",
        "form|application/x-www-form-urlencoded|x={{data.commits.0.message}}|x=a%22%3Cb%3E%26%C3%BC%0A",
        "text/html|text/html; charset=utf-8|{{data.commits.0.message}}|a&quot;&lt;b&gt;&amp;ü",
        "application/xml|application/xml|{{data.commits.0.message}}|a&quot;&lt;b&gt;&amp;ü",
        "text/plain|text/plain; charset=utf-8|{{data.commits.0.message}}|a\"<b>&ü",
      })
  void escapingIsChosenByTheContentType(
      String written, String contentType, String template, String expected) throws Exception {
    ReadFormat format =
        template(
            template
                .replace("data.commits.0.message", "message")
                .replace("{{message}}", "{{#data.commits}}{{message}}{{/data.commits}}"),
            EVENTS,
            "content_type: " + written);
    Event push = GitEvents.push(Change.UPDATED, List.of(GitEvents.commit("a\"<b>&ü\n")), null);

    assertThat(format.body(push).contentType()).isEqualTo(contentType);
    assertThat(new String(format.body(push).bytes(), UTF_8).strip()).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{{#data}}|it cannot be read",
        "{{/data}}|it cannot be read",
        "{\"a\": {{data.ref}}}|with git.push, the template gives no JSON",
        "{{#nothing}}x{{/nothing}}|with git.push, the template gives nothing",
        "{{> other}}|it includes another file",
      })
  void whatWouldGoWrongLaterIsAProblemNow(String template, String problem) {
    ReadFormat read = template(template, EVENTS);

    assertThat(read.read()).isEmpty();
    assertThat(read.problems()).anyMatch(each -> each.contains("template: " + problem));
  }

  @Test
  void aMisspeltNameIsAWarning() {
    ReadFormat read = template("{\"a\": \"{{data.comits}} {{data.details.anything}}\"}", EVENTS);

    assertThat(read.read()).isPresent();
    assertThat(read.problems())
        .singleElement()
        .asString()
        .contains("warning")
        .contains("no event has anything by the name 'comits'; did you mean 'commits'?");
  }

  @ParameterizedTest
  @CsvSource({"../secrets/token", "/etc/passwd", "link", "missing", "."})
  void onlyFilesOfTheFolderAreRead(String name) throws Exception {
    Files.createDirectories(folder.resolve("templates"));
    Files.createDirectories(folder.resolve("secrets"));
    Files.writeString(folder.resolve("secrets/token"), "s3cret");
    Files.createSymbolicLink(folder.resolve("templates/link"), folder.resolve("secrets/token"));

    ReadFormat read = ReadFormat.of(new TemplateType(folder), "template: " + name);

    assertThat(read.read()).isEmpty();
    assertThat(read.problems()).singleElement().asString().doesNotContain("s3cret");
  }

  @Test
  void aTemplateBesideAFormatIsAProblem() {
    assertThat(template("{}", EVENTS, "format: github").problems())
        .anyMatch(each -> each.contains("template: a second format, beside 'github'"));
  }

  @Test
  void aTemplateReachesNothingOfJava() throws Exception {
    assertThat(
            template(
                    "\"{{data.ref.class}}{{data.class.name}}{{data.ref.length}}{{data.commits.size}}\"",
                    EVENTS)
                .text(GitEvents.push()))
        .isEqualTo("\"\"");
  }

  @Test
  void sectionsInsideSectionsEndInTime() {
    String bomb = "{{#data.commits}}".repeat(4) + "{{/data.commits}}".repeat(4) + "{}";
    ReadFormat format = template(bomb, EVENTS);
    Event many =
        GitEvents.push(Change.UPDATED, Collections.nCopies(2_048, GitEvents.commit("a")), null);

    assertThatThrownBy(() -> format.body(many))
        .isInstanceOf(UnrenderableException.class)
        .hasMessageContaining("takes too long");
  }

  @Test
  void aBodyThatGrowsWithoutEndIsStopped() {
    ReadFormat format =
        template(
            "{{#data.commits}}{{#data.commits}}"
                + "x".repeat(1_000)
                + "{{/data.commits}}{{/data.commits}}",
            EVENTS,
            "content_type: text/plain");
    Event many =
        GitEvents.push(Change.UPDATED, Collections.nCopies(100, GitEvents.commit("a")), null);

    assertThatThrownBy(() -> format.body(many))
        .isInstanceOf(UnrenderableException.class)
        .hasMessageContaining("more than 1048576 characters");
  }

  private ReadFormat template(String text, String... lines) {
    try {
      Files.createDirectories(folder.resolve("templates"));
      Files.writeString(folder.resolve("templates/x.mustache"), text);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    String[] all = new String[lines.length + 1];
    all[0] = "template: x.mustache";
    System.arraycopy(lines, 0, all, 1, lines.length);
    return ReadFormat.of(new TemplateType(folder), all);
  }
}
