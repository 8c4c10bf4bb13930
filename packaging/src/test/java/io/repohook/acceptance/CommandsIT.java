package io.repohook.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class CommandsIT {
  private static final String SECRET = "whsec_c2hvd24gaW4gbm8gbGlzdGluZyBhbmQgaW4gbm8gbG9n";

  @TempDir Path folder;
  private RecordingReceiver receiver;
  private Installation repohook;

  @BeforeEach
  void begin() {
    receiver = RecordingReceiver.open();
    repohook = Installation.in(folder).secret("ci", SECRET);
  }

  @AfterEach
  void end() {
    receiver.close();
    repohook.close();
  }

  private Line line(String repository) {
    return Line.in(repohook, repository, receiver, "headers: {Authorization: \"Bearer hunter2\"}");
  }

  @Test
  void manyRepositoriesAreInstalledAtOnceAndTwiceChangesNothing() throws IOException {
    GitPusher.makeBare(repohook.bare("a/one"));
    GitPusher.makeBare(repohook.bare("a/two"));
    GitPusher.makeBare(repohook.bare("three"));
    Path theirs = repohook.bare("three").resolve("hooks/post-receive");
    Files.writeString(theirs, "#!/bin/sh\necho theirs >&2\n");
    Files.setPosixFilePermissions(theirs, PosixFilePermissions.fromString("rwxr-xr-x"));

    // By a root, by name and by path.
    List<String> installed =
        repohook.run("install", repohook.root().resolve("a").toString(), "three").exits(0).out();
    assertThat(installed).filteredOn(line -> line.endsWith(": post-receive installed")).hasSize(3);
    assertThat(installed).anyMatch(line -> line.contains("chained"));

    Result again =
        repohook.run("install", "a/one", "a/two", repohook.bare("three").toString()).exits(0);
    assertThat(again.out())
        .filteredOn(line -> line.endsWith(": post-receive already there"))
        .hasSize(3);

    assertThat(repohook.run("uninstall", repohook.root().toString()).exits(0).out())
        .filteredOn(line -> line.endsWith(": post-receive removed"))
        .hasSize(3);
    assertThat(theirs).hasContent("#!/bin/sh\necho theirs >&2");
    assertThat(repohook.bare("a/one").resolve("hooks/post-receive")).doesNotExist();
    repohook.run("uninstall", "a/one").exits(0);
    repohook.run("install", "no/such").exits(2);
  }

  @Test
  void aRepositoryIsKnownByItsNameAndByItsPath() {
    Line ocean = line("earthmover/ocean");
    String path = repohook.bare("earthmover/ocean").toString();
    repohook.run("install", path).exits(0);
    ocean.push();
    repohook.run("drain").exits(0);

    for (String repo : List.of("earthmover/ocean", path)) {
      assertThat(repohook.list("list", repo)).hasSize(1);
      assertThat(repohook.run("show", repo, "ci").exits(0).out()).isNotEmpty();
      assertThat(repohook.list("events", "--repo", repo)).hasSize(1);
      assertThat(repohook.list("deliveries", "--repo", repo)).hasSize(1);
      repohook.run("enable", repo, "ci").exits(0);
      repohook.run("test", repo, "ci").exits(0);
    }
  }

  @Test
  void everythingThatListsPrintsJsonAndNoSecret() throws IOException {
    repohook.keepsToItself("hunter2").keepsToItself(SECRET.substring("whsec_".length()));
    Line ocean = line("ocean");
    repohook.run("install", "ocean").exits(0);
    receiver.answer(Answer.status(400).saying("I got Bearer hunter2 and " + SECRET));
    ocean.push();
    repohook.run("drain").exits(1);

    JsonNode listed = repohook.list("list").get(0);
    assertThat(listed.path("repository").asString()).isEqualTo("ocean");
    assertThat(listed.path("alias").asString()).isEqualTo("ci");
    JsonNode shown = repohook.run("show", "ocean", "ci", "--json").exits(0).json();
    assertThat(shown.path("events").asString()).contains("git.push");
    List<JsonNode> events = repohook.list("events");
    assertThat(events.get(0).path("type").asString()).isEqualTo("subscription.failing");
    JsonNode event = events.get(1);
    assertThat(event.path("type").asString()).isEqualTo("git.push");
    JsonNode body = repohook.run("events", "show", event.path("id").asString()).exits(0).json();
    assertThat(body.path("id")).isEqualTo(event.path("id"));
    JsonNode delivery = repohook.list("deliveries", "--state", "failed").get(0);
    String id = delivery.path("id").asString();
    assertThat(repohook.list("deliveries", "--state", "delivered")).isEmpty();
    assertThat(repohook.list("deliveries", "--since", "1h")).hasSize(1);
    assertThat(repohook.list("deliveries", "--since", "2999-01-01T00:00:00Z")).isEmpty();
    JsonNode attempt =
        repohook.run("deliveries", "show", id, "--json").exits(0).json().path("attempts").path(0);
    assertThat(attempt.path("status").asInt()).isEqualTo(400);
    assertThat(attempt.path("detail").asString()).contains("I got");
    repohook.list("check");
    repohook.run("status", "--json").exits(1).json();
    for (String table : List.of("list", "events", "deliveries", "status", "check")) {
      assertThat(repohook.run(table).out()).isNotEmpty();
    }

    receiver.answer(Answer.status(401).saying("not " + SECRET));
    Result refused = repohook.run("test", "ocean", "ci").exits(1);
    assertThat(refused.out()).anyMatch(line -> line.contains("status: 401"));
    repohook.run("redeliver", id).exits(0);
    repohook.run("drain").exits(0);
    assertThat(receiver.all()).extracting(Arrival::id).contains(id);
  }

  @Test
  void aTestShowsRequestResponseAndTime() throws IOException {
    line("ocean");
    receiver.answer(Answer.OK.saying("pong"));

    List<String> shown = repohook.run("test", "ocean", "ci").exits(0).out();

    Arrival ping = receiver.take();
    assertThat(ping.type()).isEqualTo("ping");
    assertThat(ping.isSignedWith(SECRET)).isTrue();
    assertThat(new EventSchema().violations(ping)).isEmpty();
    assertThat(shown).contains("request", "response", "time");
    assertThat(shown).anyMatch(line -> line.contains("status: 200"));
    assertThat(shown).anyMatch(line -> line.contains("pong"));
    assertThat(shown).anyMatch(line -> line.matches(" +[0-9.]+ ms"));
  }

  @Test
  void wrongUsageIsSaidInAFewWords() {
    line("ocean");
    for (String words : List.of("serve --nonsense", "show ocean nobody")) {
      Result wrong = repohook.run(words.split(" ")).exits(2);

      assertThat(wrong.err()).isNotEmpty().noneMatch(line -> line.contains("Exception"));
    }
  }

  @Test
  void helpAndVersionAreNoErrors() {
    assertThat(repohook.run("--help").exits(0).out()).anyMatch(line -> line.contains("quickstart"));
    assertThat(repohook.run("--version").exits(0).out())
        .singleElement()
        .asString()
        .startsWith("repohook ");
    assertThat(repohook.run("deliveries", "--help").exits(0).out()).isNotEmpty();
  }
}
