package io.repohook.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Why somebody is told of something, or not: for a person, and for a program. */
class ExplainIT {
  private static final String ZERO = "0".repeat(40);

  @TempDir Path folder;

  @Test
  void theSameIsSaidOfAPushBeforeItIsTakenInAndOfItsEventAfterwards() {
    try (RecordingReceiver receiver = RecordingReceiver.open();
        Installation repohook = Installation.in(folder)) {
      repohook
          .repositoryFile(
              "_all", "subscriptions:\n  audit: {webhook: \"%s\"}\n".formatted(receiver.url()))
          .repositoryFile(
              "ocean",
              """
              subscriptions:
                audit: {enabled: false}
                ci:
                  webhook: "%1$s"
                  branches: [release, "!main"]
                docs: {webhook: "%1$s", paths: ["docs/**", "*.md"]}
              """
                  .formatted(receiver.url()));
      GitPusher alice = repohook.repository("ocean");
      String commit = alice.commit("README.md", "Say hello");
      alice.push("main");

      List<JsonNode> push = repohook.list("explain", "ocean", ZERO, commit, "refs/heads/main");
      List<String> said =
          repohook.run("explain", "ocean", ZERO, commit, "refs/heads/main").exits(0).out();
      repohook.run("drain").exits(0);
      String id = repohook.list("events").get(0).path("id").asString();
      List<JsonNode> event = repohook.list("explain", id);

      assertThat(push)
          .extracting(row -> words(row))
          .containsExactly(
              "git.push refs/heads/main audit no enabled repositories/ocean.yaml:2",
              "git.push refs/heads/main ci no branches repositories/ocean.yaml:5",
              "git.push refs/heads/main docs yes events repositories/ocean.yaml:6");
      assertThat(push.get(1).path("because").asString()).isEqualTo("'main' is excluded by '!main'");
      assertThat(event).isEqualTo(push);
      assertThat(said)
          .anyMatch(line -> line.matches(".*ci +no .*ocean.yaml:5 +'main' is excluded by '!main'"));
      assertThat(receiver.all()).hasSize(1);
    }
  }

  private static String words(JsonNode row) {
    return String.join(
        " ",
        List.of("event", "subject", "alias", "sent", "rule", "line").stream()
            .map(key -> row.path(key).asString())
            .toList());
  }
}
