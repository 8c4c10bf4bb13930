package io.repohook.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.repohook.event.ArtifactFile;
import io.repohook.event.Change;
import io.repohook.event.Commit;
import io.repohook.event.CommitAdded;
import io.repohook.event.Coordinates;
import io.repohook.event.Event;
import io.repohook.event.EventType;
import io.repohook.event.FileChange;
import io.repohook.event.FileEvent;
import io.repohook.event.Job;
import io.repohook.event.Repository;
import io.repohook.format.arch.ArchType;
import io.repohook.format.arraylake.ArraylakeType;
import io.repohook.format.cloudevents.CloudeventsType;
import io.repohook.format.cloudrepo.CloudrepoType;
import io.repohook.format.gitea.GiteaType;
import io.repohook.format.github.GithubType;
import io.repohook.format.gitlab.GitlabType;
import io.repohook.format.orchest.OrchestType;
import io.repohook.format.template.TemplateType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What {@code docs/formats.md} shows is in the bodies that are sent. */
class FormatsPageTest {
  private static final Commit COMMIT = GitEvents.commit("Say what the project is for\n");
  private static final Event PUSH = GitEvents.push(Change.UPDATED, List.of(COMMIT), COMMIT);

  static Stream<Arguments> samples() {
    return Stream.of(
        Arguments.of(new GithubType(), PUSH),
        Arguments.of(new GitlabType(), PUSH),
        Arguments.of(new GiteaType(), PUSH),
        Arguments.of(new CloudeventsType(), PUSH),
        Arguments.of(
            new ArraylakeType(),
            GitEvents.event(new CommitAdded("refs/heads/main", COMMIT, null, List.of(), false))),
        Arguments.of(new OrchestType(), job()),
        Arguments.of(new ArchType(), job()),
        Arguments.of(new CloudrepoType(), file()));
  }

  @ParameterizedTest
  @MethodSource("samples")
  void theSampleOfAFormatIsInItsBody(FormatType type, Event event) throws Exception {
    JsonNode sample = new JsonMapper().readTree(block(type.name(), "json"));
    ReadFormat format =
        ReadFormat.of(
            type,
            event.repository().name(),
            List.of(
                "web_url: https://git.example.com/{repository}",
                "commit_url: https://git.example.com/{repository}/commit/{commit}"));

    assertContains(format.json(event), sample, "");
  }

  @Test
  void theSampleOfATemplateGivesJson(@TempDir Path folder) throws Exception {
    Files.createDirectories(folder.resolve("templates"));
    Files.writeString(folder.resolve("templates/board.mustache"), block("Templates", "mustache"));

    JsonNode body =
        ReadFormat.of(new TemplateType(folder), "template: board.mustache", "events: [git.push]")
            .json(PUSH);

    assertThat(body.toString())
        .isEqualTo(
            "{\"title\":\"alice pushed 1 to refs/heads/main\","
                + "\"lines\":[\"Say what the project is for\\n\"]}");
  }

  private static void assertContains(JsonNode body, JsonNode sample, String path) {
    if (sample.isObject()) {
      sample
          .properties()
          .forEach(
              each ->
                  assertContains(
                      body.path(each.getKey()), each.getValue(), path + "/" + each.getKey()));
    } else if (sample.isArray()) {
      assertThat(body.size()).as(path).isEqualTo(sample.size());
      for (int i = 0; i < sample.size(); i++) {
        assertContains(body.path(i), sample.path(i), path + "/" + i);
      }
    } else {
      assertThat(body).as(path).isEqualTo(sample);
    }
  }

  private static String block(String section, String language) throws Exception {
    Matcher block =
        Pattern.compile(
                "^## `?" + section + "`?$.*?^```" + language + "$\\n(.*?)^```$",
                Pattern.MULTILINE | Pattern.DOTALL)
            .matcher(Files.readString(Path.of("../docs/formats.md")));
    assertThat(block.find()).as(section).isTrue();
    return block.group(1);
  }

  private static Event job() {
    return GitEvents.event(
        Repository.job("warehouse/sales"),
        new Job(
            EventType.JOB_FAILED,
            "nightly-load",
            "7c5e6a913f9a0c64b8d94c0e8a1f0d2b",
            Instant.parse("2026-11-22T10:00:34Z"),
            Instant.parse("2026-11-22T10:11:19Z"),
            1,
            null,
            null,
            null,
            false,
            "{\"tenant\": \"Test Tenant\", \"source\": \"Salesforce\"}"));
  }

  private static Event file() {
    return GitEvents.event(
        Repository.artifact("releases"),
        new FileEvent(
            new ArtifactFile(
                "com/example/rocket/1.0/rocket-1.0-sources.jar",
                "sources",
                "jar",
                2239L,
                FileChange.CREATED),
            new Coordinates("com.example", "rocket", "1.0", null),
            Map.of(),
            null,
            List.of()));
  }
}
