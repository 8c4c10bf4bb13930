package io.repohook.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * What CloudRepo's page on webhooks says, and modifying, which it lacks: the deletion, download and
 * upload of a file, by repository, to email, JSON and Slack; and to Teams.
 */
class CloudRepoIT {
  private static final String JAR = "com/example/rocket/1.0/rocket-1.0.jar";
  private static final String EVENTS = "artifact.deleted,artifact.downloaded,artifact.uploaded";

  @TempDir Path folder;
  private final GreenMail mailServer =
      new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
  private RecordingReceiver json;
  private RecordingReceiver slack;
  private RecordingReceiver teams;
  private AccessLog log;
  private Installation repohook;

  @BeforeEach
  void begin() {
    mailServer.start();
    json = RecordingReceiver.open();
    slack = RecordingReceiver.open(0, () -> Answer.OK.saying("ok"));
    teams = RecordingReceiver.open(0, () -> Answer.status(202));
    log = new AccessLog(folder.resolve("access.log"));
    repohook =
        Installation.in(folder)
            .keepsToItself("hunter2")
            .serverFile(
                "smtp: {host: 127.0.0.1, port: %d, tls: none, from: repohook@example.com}\n"
                    .formatted(mailServer.getSmtp().getPort()));
    for (String repository : List.of("releases", "snapshots")) {
      repohook.repositoryFile(
          repository,
          "artifacts:\n  access_log: {file: %s, format: combined, path: /%s/}\n"
              .formatted(log.file(), repository));
    }
  }

  @AfterEach
  void end() {
    mailServer.stop();
    json.close();
    slack.close();
    teams.close();
    repohook.close();
  }

  @Test
  void aWebhookIsAddedListedViewedModifiedAndDeletedAndTellsOfFilesMeanwhile() throws Exception {
    add("json", "--webhook", json.url(), "format=cloudrepo");
    add("mail", "--email", "dev@example.com");
    addRoom("slack", slack);
    addRoom("teams", teams);
    assertThat(aliases()).containsExactlyInAnyOrder("json", "mail", "slack", "teams");
    JsonNode shown = repohook.run("show", "releases", "json", "--json").exits(0).json();
    assertThat(shown.toString()).contains(json.url(), "cloudrepo", "artifact.downloaded");
    repohook.run("drain").exits(0); // From here on every line is news.

    happens();
    repohook.run("drain").exits(0);

    assertThat(json.all().stream().map(each -> each.event().path("event").asString()))
        .containsExactly("upload", "download", "delete");
    assertThat(json.all())
        .allSatisfy(
            each -> {
              assertThat(each.event().path("repository").asString()).isEqualTo("releases");
              assertThat(each.event().path("path").asString()).isEqualTo(JAR);
            });
    assertThat(slack.all().stream().map(each -> each.event().path("text").asString()))
        .satisfiesExactly(CloudRepoIT::uploaded, CloudRepoIT::downloaded, CloudRepoIT::deleted);
    assertThat(
            teams.all().stream()
                .map(each -> each.event().at("/attachments/0/content/fallbackText").asString()))
        .satisfiesExactly(CloudRepoIT::uploaded, CloudRepoIT::downloaded, CloudRepoIT::deleted);
    assertThat(mailServer.getReceivedMessages())
        .extracting(each -> each.getSubject())
        .containsExactlyInAnyOrder(
            "[releases] rocket-1.0.jar uploaded",
            "[releases] rocket-1.0.jar downloaded",
            "[releases] rocket-1.0.jar deleted");

    repohook.run("set", "releases", "json", "events=artifact.deleted").exits(0);
    repohook.run("remove", "releases", "slack", "--yes").exits(0);
    assertThat(aliases()).containsExactlyInAnyOrder("json", "mail", "teams");
    happens();
    repohook.run("drain").exits(0);

    assertThat(json.all().stream().skip(3).map(each -> each.event().path("event").asString()))
        .containsExactly("delete");
    assertThat(slack.all()).hasSize(3);
    assertThat(teams.all()).hasSize(6);
    assertThat(mailServer.getReceivedMessages()).hasSize(6);
  }

  private static void uploaded(String text) {
    assertThat(text).startsWith("ci uploaded " + JAR + " to releases");
  }

  private static void downloaded(String text) {
    assertThat(text).startsWith("192.0.2.9 downloaded " + JAR + " from releases (2.2 kB)");
  }

  private static void deleted(String text) {
    assertThat(text).startsWith("ci deleted " + JAR + " from releases");
  }

  private void add(String alias, String option, String value, String... more) {
    List<String> words =
        List.of("add", "releases", alias, option, value, "--events", EVENTS, "digest=off");
    List<String> all = new ArrayList<>(words);
    all.addAll(List.of(more));
    repohook.run(all.toArray(String[]::new)).exits(0);
  }

  private void addRoom(String channel, RecordingReceiver room) {
    String url = "http://127.0.0.1:" + room.port() + "/services/hunter2\n";
    repohook
        .runWithInput(
            url, "add", "releases", channel, "--" + channel, "-", "--events", EVENTS, "digest=off")
        .exits(0);
  }

  private List<String> aliases() {
    return repohook.list("list", "releases").stream()
        .map(each -> each.path("alias").asString())
        .toList();
  }

  /** In both repositories; one of them has no webhook. */
  private void happens() {
    for (String repository : List.of("snapshots", "releases")) {
      String target = "/" + repository + "/" + JAR;
      log.request("ci", "PUT", target, 201, 25);
      log.request("-", "GET", target, 200, 2239);
      log.request("ci", "DELETE", target, 204, 0);
    }
  }
}
