package io.repohook.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What happens in an artifact repository, as its server's log tells it. */
class ArtifactsIT {
  private static final String ROCKET = "/releases/com/example/rocket";

  @TempDir Path folder;
  private final GreenMail mailServer =
      new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
  private Installation repohook;
  private RecordingReceiver audit;
  private RecordingReceiver slack;
  private AccessLog log;

  @BeforeEach
  void begin() {
    mailServer.start();
    audit = RecordingReceiver.open();
    slack = RecordingReceiver.open(0, () -> Answer.OK.saying("ok"));
    log = new AccessLog(folder.resolve("access.log"));
    repohook =
        Installation.in(folder)
            .serverFile(
                "smtp: {host: 127.0.0.1, port: %d, tls: none, from: repohook@example.com}\n"
                    .formatted(mailServer.getSmtp().getPort()));
  }

  @AfterEach
  void end() {
    mailServer.stop();
    audit.close();
    slack.close();
    repohook.close();
  }

  private void subscribe(String subscriptions) {
    subscribe(", start: beginning", subscriptions);
  }

  private void subscribe(String start, String subscriptions) {
    repohook.repositoryFile(
        "releases",
        """
        artifacts:
          access_log: {file: %s, format: combined, path: /releases/%s}
        subscriptions:
        """
                .formatted(log.file(), start)
            + subscriptions.indent(2));
  }

  @Test
  void anUploadADownloadAndADeletionReachMailJsonAndSlack() throws Exception {
    subscribe(
        """
        audit:
          webhook: "%s"
          format: cloudrepo
          events: [artifact.uploaded, artifact.downloaded, artifact.deleted]
          digest: off
        team:
          slack: "http://127.0.0.1:%d/services/x"
          events: [artifact.uploaded, artifact.downloaded, artifact.deleted]
          digest: off
        people:
          email: [dev@example.com]
          events: [artifact.uploaded, artifact.downloaded, artifact.deleted]
          digest: off
        """
            .formatted(audit.url(), slack.port()));
    repohook.serve();
    log.request("ci", "PUT", ROCKET + "/1.0/rocket-1.0.jar", 201, 25);
    log.request("ci", "PUT", ROCKET + "/1.0/rocket-1.0.jar.sha1", 201, 25);
    log.request("-", "GET", ROCKET + "/1.0/rocket-1.0.jar", 200, 2239);
    log.request("ci", "DELETE", ROCKET + "/1.0/rocket-1.0.jar", 204, 0);

    List<Arrival> json = Stream.generate(audit::take).limit(3).toList();
    List<Arrival> chat = Stream.generate(slack::take).limit(3).toList();
    assertThat(mailServer.waitForIncomingEmail(60_000, 3)).isTrue();

    assertThat(json.stream().map(each -> each.event().path("event").asString()))
        .containsExactly("upload", "download", "delete");
    assertThat(json)
        .allSatisfy(
            each -> {
              assertThat(each.event().path("repository").asString()).isEqualTo("releases");
              assertThat(each.event().path("path").asString())
                  .isEqualTo("com/example/rocket/1.0/rocket-1.0.jar");
            });
    assertThat(chat.stream().map(each -> each.event().path("text").asString()))
        .satisfiesExactly(
            text -> assertThat(text).contains("ci uploaded"),
            text -> assertThat(text).contains("downloaded"),
            text -> assertThat(text).contains("ci deleted"));
    for (MimeMessage mail : mailServer.getReceivedMessages()) {
      assertThat(mail.getSubject()).contains("releases").contains("rocket-1.0.jar");
    }
  }

  @Test
  void oneDeployIsOneEventAndASnapshotIsFilteredOut() throws IOException {
    subscribe(
        """
        audit:
          webhook: "%s"
          coordinates: ["com.example:*", "!*:*-SNAPSHOT"]
        """
            .formatted(audit.url()));
    repohook.serve();

    log.deploy("ci", ROCKET, "2.0-SNAPSHOT", List.of("rocket-2.0-20261122.013020-1.jar"));
    log.deploy("ci", "/releases/org/other/thing", "1.0", List.of("thing-1.0.jar"));
    log.deploy(
        "ci",
        ROCKET,
        "1.0",
        List.of(
            "rocket-1.0.pom",
            "rocket-1.0.jar",
            "rocket-1.0-sources.jar",
            "rocket-1.0-javadoc.jar"));

    Arrival deployed = audit.take();
    assertThat(new EventSchema().violations(deployed)).isEmpty();
    assertThat(deployed.type()).isEqualTo("artifact.deployed");
    JsonNode data = deployed.data();
    assertThat(data.path("coordinates").path("version").asString()).isEqualTo("1.0");
    assertThat(data.path("complete").asBoolean()).isTrue();
    assertThat(data.path("files")).hasSize(4);
    assertThat(repohook.list("events").stream().map(each -> each.path("type").asString()))
        .filteredOn(type -> type.equals("artifact.deployed"))
        .hasSize(3);
    assertThat(audit.all()).hasSize(1);
  }

  @Test
  void checkSaysWhatKeepsALogFromBeingRead() {
    subscribe("audit: {webhook: \"%s\"}".formatted(audit.url()));

    assertThat(String.join("\n", repohook.run("check").out()))
        .contains("artifacts.access_log", "does not exist");
    log.request("ci", "PUT", "/releases/a.zip", 201, 25);
    assertThat(String.join("\n", repohook.run("check").out()))
        .doesNotContain("artifacts.access_log");
  }
}
