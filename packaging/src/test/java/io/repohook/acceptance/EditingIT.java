package io.repohook.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Subscriptions are added, changed and removed by command; the file stays its owner's. */
class EditingIT {
  private static final String SECRET = "whsec_dHlwZWQgYW5kIG5ldmVyIHNob3du";

  @TempDir Path folder;
  private RecordingReceiver receiver;
  private Installation repohook;

  @BeforeEach
  void begin() {
    receiver = RecordingReceiver.open();
    repohook = Installation.in(folder).keepsToItself(SECRET);
    GitPusher.makeBare(repohook.bare("earthmover/ocean"));
  }

  @AfterEach
  void end() {
    receiver.close();
    repohook.close();
  }

  @Test
  void aSubscriptionIsAddedTestedChangedSwitchedOffAndRemoved() throws IOException {
    repohook.write(
        "repositories/earthmover/ocean.yaml", "# Ours. Ask Alice before you change it.\n");

    List<String> added =
        repohook
            .runWithInput(
                SECRET + "\n",
                words(
                    "add earthmover/ocean ci --webhook",
                    receiver.url(),
                    "--events git.push,git.tag secret=- --test"))
            .exits(0)
            .out();

    assertThat(added).anyMatch(line -> line.contains("status: 200"));
    assertThat(added)
        .last()
        .isEqualTo("earthmover/ocean ci: added to repositories/earthmover/ocean.yaml");
    Arrival ping = receiver.take();
    assertThat(ping.type()).isEqualTo("ping");
    assertThat(ping.isSignedWith(SECRET)).isTrue();
    assertThat(file())
        .isEqualTo(
            """
            # Ours. Ask Alice before you change it.
            subscriptions:
              ci:
                webhook: %s
                events: [git.push, git.tag]
                secret: "${file:earthmover-ocean-ci-secret}"
            """
                .formatted(receiver.url()));
    Path secret = repohook.config().resolve("secrets/earthmover-ocean-ci-secret");
    assertThat(secret).hasContent(SECRET);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secret)))
        .isEqualTo("rw-------");

    String repo = repohook.bare("earthmover/ocean").toString();
    repohook
        .run(
            "set",
            repo,
            "ci",
            "events=git.*",
            "headers.X-Team=blue",
            "branches=[\"main\", 'release/*']")
        .exits(0);
    JsonNode shown = repohook.run("show", repo, "ci", "--json").exits(0).json();
    assertThat(shown.path("branches").asString()).isEqualTo("main, release/*");
    repohook.run("set", repo, "ci", "branches=").exits(0);
    repohook.run("disable", "earthmover/ocean", "ci").exits(0);
    assertThat(listed("ci").path("enabled").asBoolean()).isFalse();
    repohook.run("enable", "earthmover/ocean", "ci").exits(0);
    assertThat(listed("ci").path("enabled").asBoolean()).isTrue();
    repohook.run("remove", "earthmover/ocean", "ci").exits(2);
    repohook.run("remove", "earthmover/ocean", "ci", "--yes").exits(0);
    assertThat(file()).isEqualTo("# Ours. Ask Alice before you change it.\nsubscriptions:\n");
    assertThat(repohook.list("list")).isEmpty();
  }

  @Test
  void aSubscriptionWhosePingDoesNotArriveIsNotAdded() throws IOException {
    receiver.answer(Answer.status(500));

    repohook
        .runWithInput(
            SECRET + "\n",
            words("add earthmover/ocean ci --webhook", receiver.url(), "secret=- --test"))
        .exits(1);

    assertThat(repohook.config().resolve("repositories/earthmover/ocean.yaml")).doesNotExist();
    try (Stream<Path> secrets = Files.list(repohook.config().resolve("secrets"))) {
      assertThat(secrets).isEmpty();
    }
  }

  @Test
  void anInheritedSubscriptionIsSwitchedOffAndOverriddenButNotRemoved() throws IOException {
    repohook.write(
        "repositories/_all.yaml",
        "subscriptions:\n  audit: {webhook: \"%s\", events: [git.push]}\n"
            .formatted(receiver.url()));

    Result refused = repohook.run("remove", "earthmover/ocean", "audit", "--yes").exits(2);
    assertThat(refused.err())
        .anyMatch(
            line ->
                line.contains("repositories/_all.yaml:2")
                    && line.contains("repohook disable earthmover/ocean audit"));
    assertThat(
            repohook
                .run("add", "earthmover/ocean", "audit", "--webhook", receiver.url())
                .exits(2)
                .err())
        .anyMatch(line -> line.contains("repositories/_all.yaml:2"));
    repohook.run("disable", "earthmover/ocean", "audit").exits(0);
    assertThat(file()).isEqualTo("subscriptions:\n  audit:\n    enabled: false\n");
    repohook.run("enable", "earthmover/ocean", "audit").exits(0);
    repohook.run("set", "earthmover/ocean", "audit", "ordered=true").exits(0);
    assertThat(file())
        .isEqualTo("subscriptions:\n  audit:\n    enabled: true\n    ordered: true\n");
    repohook.run("set", "earthmover/ocean", "audit", "events=").exits(2);
    repohook.run("remove", "earthmover/ocean", "audit", "--yes").exits(0);
    assertThat(listed("audit").path("enabled").asBoolean()).isTrue();
  }

  @Test
  void whatWouldBeWrongIsShownAndNotWritten() throws IOException {
    repohook.run("add", "earthmover/ocean", "ci", "--webhook", receiver.url()).exits(0);
    String before = file();

    Result wrong =
        repohook.run("set", "earthmover/ocean", "ci", "evnts=git.push", "timeout=soon").exits(2);

    assertThat(wrong.err()).anyMatch(line -> line.contains("did you mean 'events'?"));
    assertThat(wrong.err()).anyMatch(line -> line.contains("'soon' is not a duration"));
    assertThat(file()).isEqualTo(before);
  }

  @Test
  void everyFilterIsSetAsItWouldBeWrittenByHand() throws IOException {
    repohook.run("add", "earthmover/ocean", "ci", "--webhook", receiver.url()).exits(0);

    repohook
        .run(
            "set",
            "earthmover/ocean",
            "ci",
            "events=git.*,job.finished,!job.skipped",
            "paths=src/**,!**/*.md",
            "authors=*@example.com,!bot@*",
            "pushers=!ci",
            "statuses=failed",
            "message=[Fix the bug, !WIP]",
            "coordinates=com.example:*,!*:*-SNAPSHOT")
        .exits(0);

    assertThat(file())
        .endsWith(
            """
                events: [git.*, job.finished, "!job.skipped"]
                paths: [src/**, "!**/*.md"]
                authors: ["*@example.com", "!bot@*"]
                pushers: "!ci"
                statuses: failed
                message: [Fix the bug, "!WIP"]
                coordinates: [com.example:*, "!*:*-SNAPSHOT"]
            """);
    String written = file();
    Result wrong =
        repohook.run("set", "earthmover/ocean", "ci", "statuses=!faild", "paths=").exits(2);
    assertThat(wrong.err()).anyMatch(line -> line.contains("did you mean 'failed'?"));
    assertThat(file()).isEqualTo(written);
  }

  @Test
  void aRunningServerTakesWhatIsWritten() {
    GitPusher alice = repohook.repository("river");
    Server server = repohook.serve();

    repohook.run("add", "river", "ci", "--webhook", receiver.url()).exits(0);
    server.awaitInForce(1);
    alice.commit("README.md", "one");
    alice.push("main");

    assertThat(receiver.take().ref()).isEqualTo("refs/heads/main");
    server.stop().exits(0);
  }

  @Test
  void whatA410SwitchedOffIsSaidAndSwitchedOnAgain() {
    Line ocean = Line.in(repohook.secret("ci", "nobody is shown this"), "gone", receiver);
    repohook.run("install", "gone").exits(0);
    receiver.answer(Answer.status(410));
    ocean.push();
    repohook.run("drain").exits(1);

    assertThat(repohook.list("list", "gone").get(0).path("switched_off").asString())
        .isEqualTo("gone");
    assertThat(repohook.run("show", "gone", "ci").exits(0).out())
        .anyMatch(line -> line.matches("switched_off +gone"));
    String push =
        repohook.list("events").stream()
            .filter(each -> each.path("type").asString().equals("git.push"))
            .findFirst()
            .orElseThrow()
            .path("id")
            .asString();
    assertThat(repohook.list("explain", push).get(0).path("rule").asString())
        .isEqualTo("switched_off");
    repohook.run("enable", "gone", "ci").exits(0);
    assertThat(repohook.list("list", "gone").get(0).path("switched_off").isNull()).isTrue();
  }

  private JsonNode listed(String alias) {
    return repohook.list("list", "earthmover/ocean").stream()
        .filter(each -> each.path("alias").asString().equals(alias))
        .findFirst()
        .orElseThrow();
  }

  private String file() throws IOException {
    return Files.readString(repohook.config().resolve("repositories/earthmover/ocean.yaml"));
  }

  private static String[] words(String... words) {
    return String.join(" ", words).split(" ");
  }
}
