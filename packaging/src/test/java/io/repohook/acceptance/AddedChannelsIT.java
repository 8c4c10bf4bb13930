package io.repohook.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Chat rooms and mail are added by command, tested first; what a person is asked. */
class AddedChannelsIT {
  private static final String TOKEN = "services/T0hunter2/B0hunter2";

  @TempDir Path folder;
  private Installation repohook;

  @BeforeEach
  void begin() {
    repohook = Installation.in(folder).keepsToItself("hunter2");
    GitPusher.makeBare(repohook.bare("ocean"));
  }

  @AfterEach
  void end() {
    repohook.close();
  }

  @Test
  void chatRoomsAreAddedByTheirUrlsOnStandardInput() throws IOException {
    try (RecordingReceiver slack = RecordingReceiver.open(0, () -> Answer.OK.saying("ok"));
        RecordingReceiver teams = RecordingReceiver.open(0, () -> Answer.status(202))) {
      added(slack, "add ocean team --slack - --events git.push --test");
      added(teams, "add ocean operations --teams - --events git.* --test");

      assertThat(slack.take().event().path("text").asString()).contains("the subscription team of");
      assertThat(teams.take().event().at("/attachments/0/content/fallbackText").asString())
          .contains("the subscription operations of");
    }
    assertThat(file())
        .isEqualTo(
            """
            subscriptions:
              team:
                slack: "${file:ocean-team-slack}"
                events: git.push
              operations:
                teams: "${file:ocean-operations-teams}"
                events: git.*
            """);
    assertThat(repohook.list("list", "ocean")).hasSize(2);
    repohook.run("show", "ocean", "team").exits(0);
  }

  private void added(RecordingReceiver room, String words) {
    String url = "http://127.0.0.1:" + room.port() + "/" + TOKEN + "\n";
    repohook.runWithInput(url, words.split(" ")).exits(0);
  }

  @Test
  void mailIsAddedOnceEachRecipientsServerTookATest() throws Exception {
    GreenMail mailServer =
        new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    mailServer.start();
    try {
      repohook.serverFile(
          "smtp: {host: 127.0.0.1, port: %d, from: repohook@example.com, tls: none}\n"
              .formatted(mailServer.getSmtp().getPort()));

      repohook
          .run("add", "ocean", "people", "--email", "a@example.com,b@example.com", "--test")
          .exits(0);
      Result nobody = repohook.run("add", "ocean", "authors", "--email", "authors", "--test");

      assertThat(mailServer.waitForIncomingEmail(60_000, 2)).isTrue();
      assertThat(file())
          .isEqualTo("subscriptions:\n  people:\n    email: [a@example.com, b@example.com]\n");
      // A push has authors, a test has none; so it proves nothing.
      nobody.exits(1);
      assertThat(nobody.err())
          .anyMatch(line -> line.startsWith("nobody gets a test"))
          .anyMatch(line -> line.startsWith("not added"));
    } finally {
      mailServer.stop();
    }
  }

  @Test
  void aPersonIsAskedBeforeASubscriptionGoes() throws IOException {
    repohook.run("add", "ocean", "ci", "--webhook", "https://ci.example.com/x").exits(0);
    Program onATerminal =
        new Program(
            List.of("sh", "-c", "exec script -qec \"$0 $*\" /dev/null"),
            Program.archive().resolve("bin/repohook"));
    try (Installation person = Installation.of(Layout.in(folder), onATerminal)) {
      String before = file();

      assertThat(person.runWithInput("\n", "remove", "ocean", "ci").exits(1).out())
          .anyMatch(line -> line.contains("Remove ocean ci from repositories/ocean.yaml? [y/N]"))
          .anyMatch(line -> line.contains("not removed"));
      assertThat(file()).isEqualTo(before);
      person.runWithInput("y\n", "remove", "ocean", "ci").exits(0);
      assertThat(file()).isEqualTo("subscriptions:\n");
    }
  }

  @Test
  void aFileThatIsWrongIsToldByItsLine() throws IOException {
    String wrong =
        "subscriptions:\n  ci: {webhook: https://a.example/x}\n  ci: {webhook: https://b.example/x}\n";
    repohook.repositoryFile("ocean", wrong);

    assertThat(repohook.run("disable", "ocean", "ci").exits(2).err())
        .anyMatch(line -> line.contains("repositories/ocean.yaml:3") && line.contains("twice"));
    repohook.repositoryFile("ocean", "subscriptions:\n\tci: {}\n");
    assertThat(repohook.run("set", "ocean", "ci", "timeout=7s").exits(2).err())
        .anyMatch(line -> line.contains("repositories/ocean.yaml:2"));
  }

  private String file() throws IOException {
    return Files.readString(repohook.config().resolve("repositories/ocean.yaml"));
  }
}
