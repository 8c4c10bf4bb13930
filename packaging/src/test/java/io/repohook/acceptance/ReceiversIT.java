package io.repohook.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.repohook.acceptance.servers.Buildbot;
import io.repohook.acceptance.servers.WebhookServer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Receivers that were made for GitHub, as Debian has them, get what they build on. */
@Tag(Machine.TAG)
class ReceiversIT {
  private static final String SECRET = "It's a secret to everybody";

  @TempDir Path folder;
  private Installation repohook;

  @BeforeEach
  void begin() {
    repohook = Installation.in(folder.resolve("repohook")).secret("ci", SECRET);
  }

  @AfterEach
  void end() {
    repohook.close();
  }

  @Test
  void buildbotBuildsWhatIsPushed() {
    try (RecordingReceiver report = RecordingReceiver.open();
        Buildbot buildbot =
            Buildbot.start(
                folder.resolve("buildbot"),
                repohook.bare("earthmover/ocean"),
                SECRET.replace("'", "\\'"),
                report.url())) {
      GitPusher alice = subscribed(buildbot.url(), "format: github, content_type: json");
      String first = alice.commit("README.md", "Say hello");
      String second = alice.commit("src/ocean.c", "Begin the ocean");
      alice.push("main");
      repohook.run("drain").exits(0);

      String built = report.take().body();

      assertThat(built)
          .startsWith(second + " Begin the ocean")
          .endsWith("main earthmover/ocean https://git.example.com/earthmover/ocean");
      assertThat(built).doesNotContain(first);
      assertThat(repohook.run("test", "earthmover/ocean", "ci").exits(0).out())
          .anyMatch(line -> line.contains("200"));
    }
  }

  @Test
  void buildbotReadsTheFormToo() {
    try (RecordingReceiver report = RecordingReceiver.open();
        Buildbot buildbot =
            Buildbot.start(
                folder.resolve("buildbot"),
                repohook.bare("earthmover/ocean"),
                SECRET.replace("'", "\\'"),
                report.url())) {
      GitPusher alice = subscribed(buildbot.url(), "format: github, content_type: form");
      String pushed = alice.commit("README.md", "Größe & 50% + more");
      alice.push("main");
      repohook.run("drain").exits(0);

      assertThat(report.take().body()).startsWith(pushed + " Größe & 50% + more");
    }
  }

  @Test
  void webhookRunsACommandForASignedPushOfItsBranch() throws Exception {
    Path told = folder.resolve("told");
    try (WebhookServer webhook =
        WebhookServer.start(
            folder.resolve("webhook"),
            """
            [{
              "id": "ocean",
              "execute-command": "/bin/sh",
              "include-command-output-in-response": true,
              "pass-arguments-to-command": [
                {"source": "string", "name": "-c"},
                {"source": "string", "name": "echo $0 $1 >> '%s'"},
                {"source": "payload", "name": "head_commit.id"},
                {"source": "payload", "name": "repository.full_name"}
              ],
              "trigger-rule": {"and": [
                {"match": {
                  "type": "payload-hmac-sha256",
                  "secret": "%s",
                  "parameter": {"source": "header", "name": "X-Hub-Signature-256"}
                }},
                {"match": {
                  "type": "value",
                  "value": "refs/heads/main",
                  "parameter": {"source": "payload", "name": "ref"}
                }}
              ]}
            }]
            """
                .formatted(told, SECRET))) {
      GitPusher alice = subscribed(webhook.url("ocean"), "format: github");
      alice.commit("README.md", "Say hello");
      alice.push("main:refs/heads/other");
      String pushed = alice.commit("README.md", "Say hello again");
      alice.push("main");
      repohook.run("drain").exits(0);

      assertThat(told).hasContent(pushed + " earthmover/ocean");

      repohook.secret("ci", "another");
      alice.commit("README.md", "Nobody runs this");
      alice.push("main");
      repohook.run("drain");
      assertThat(Files.readAllLines(told)).hasSize(1);
    }
  }

  private GitPusher subscribed(String url, String format) {
    repohook.repositoryFile(
        "earthmover/ocean",
        """
        web_url: https://git.example.com/{repository}
        subscriptions:
          ci: {webhook: "%s", secret: "${file:ci}", timeout: 20s, %s}
        """
            .formatted(url, format));
    return repohook.repository("earthmover/ocean");
  }
}
