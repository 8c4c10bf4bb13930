package io.repohook.artifact;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.repohook.artifact.layout.Layout;
import io.repohook.event.Deployment;
import io.repohook.event.Event;
import io.repohook.event.EventType;
import io.repohook.event.FileEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeploysTest {
  private static final DateTimeFormatter COMMON =
      DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  @TempDir Path folder;
  private Path log;
  private FeedUnderTest feed;
  private Instant now = Instant.parse("2026-11-22T02:00:00Z");

  @BeforeEach
  void feed() {
    log = folder.resolve("access.log");
    feed = new FeedUnderTest(log, "combined", "/r/", Layout.MAVEN);
  }

  @Test
  void aDeployIsToldOnceItHasSettled() throws IOException {
    put("ci", "g/a/1/a-1.pom", "g/a/1/a-1.pom.sha1", "g/a/1/a-1.jar");
    list("ci", "g/a");
    assertThat(deployments()).isEmpty();

    pass(2);

    assertThat(deployments()).containsExactly("g:a:1 [a-1.pom, a-1.jar]");
    pass(100_000);
    assertThat(deployments()).isEmpty();
  }

  @Test
  void aDeployThatStoppedIsIncomplete() throws IOException {
    put("ci", "g/a/1/a-1.pom");
    pass(299);
    assertThat(deployments()).isEmpty();

    pass(1);

    assertThat(deployments()).containsExactly("g:a:1 incomplete [a-1.pom]");
  }

  /** As when a repository moves: no lists, and each request asks whether something is due. */
  @Test
  void thousandsOfOpenDeploysTakeNoTime() {
    assertTimeoutPreemptively(
        Duration.ofSeconds(30),
        () -> {
          put(
              "ci",
              IntStream.range(0, 5_000)
                  .mapToObj(i -> "g/a" + i + "/1/a" + i + "-1.jar")
                  .toArray(String[]::new));
          assertThat(deployments()).isEmpty();
          pass(300);
          assertThat(deployments()).hasSize(5_000);
        });
  }

  @Test
  void theListOfALaterVersionDoesNotCompleteOneThatStopped() throws IOException {
    put("ci", "g/a/1/a-1.pom");
    pass(10);
    put("ci", "g/a/2/a-2.pom");
    list("ci", "g/a");
    pass(2);
    assertThat(deployments()).containsExactly("g:a:2 [a-2.pom]");

    pass(400);

    assertThat(deployments()).containsExactly("g:a:1 incomplete [a-1.pom]");
  }

  @Test
  void twoVersionsWithinOneSecondAreEachComplete() throws IOException {
    put("ci", "g/a/2/a-2.pom");
    assertThat(deployments()).isEmpty(); // What is open has to be kept in its order, too.
    list("ci", "g/a");
    put("ci", "g/a/1/a-1.pom");
    assertThat(deployments()).isEmpty();
    list("ci", "g/a");
    pass(2);

    assertThat(deployments()).containsExactly("g:a:2 [a-2.pom]", "g:a:1 [a-1.pom]");
  }

  @Test
  void modulesThatAreDeployedAtTheEndAreEachComplete() throws IOException {
    put("ci", "g/a/1/a-1.pom", "g/b/1/b-1.pom", "g/a/1/a-1.jar");
    pass(280);
    put("ci", "g/b/1/b-1.jar");
    pass(280); // A is idle for longer than its patience, but its client is not.
    list("ci", "g/a");
    list("ci", "g/b");
    pass(2);

    assertThat(deployments())
        .containsExactlyInAnyOrder("g:a:1 [a-1.pom, a-1.jar]", "g:b:1 [b-1.pom, b-1.jar]");
  }

  @Test
  void twoPeoplesDeploysOfOneVersionAreTwo() throws IOException {
    put("alice", "g/a/1/a-1.pom");
    put("bob", "g/a/1/a-1.pom");
    list("alice", "g/a");
    list("bob", "g/a");
    pass(2);

    assertThat(deployments()).containsExactly("g:a:1 [a-1.pom]", "g:a:1 [a-1.pom]");
  }

  @Test
  void snapshotsOfOneVersionAreTwoDeploys() throws IOException {
    put("ci", "g/a/1-SNAPSHOT/a-1-20261122.020000-1.jar", "g/a/1-SNAPSHOT/maven-metadata.xml");
    list("ci", "g/a");
    pass(1);
    put("ci", "g/a/1-SNAPSHOT/a-1-20261122.020100-2.jar", "g/a/1-SNAPSHOT/maven-metadata.xml");
    list("ci", "g/a");
    pass(2);

    assertThat(deployments())
        .containsExactly(
            "g:a:1-SNAPSHOT [a-1-20261122.020000-1.jar]",
            "g:a:1-SNAPSHOT [a-1-20261122.020100-2.jar]");
  }

  @Test
  void aFileThatWasSentAgainIsOne() throws IOException {
    put("ci", "g/a/1/a-1.pom", "g/a/1/a-1.jar", "g/a/1/a-1.pom");
    list("ci", "g/a");
    pass(2);

    assertThat(deployments()).containsExactly("g:a:1 [a-1.jar, a-1.pom]");
  }

  @Test
  void aLogReadLateTellsTheSameDeploysAsOneReadAtOnce() throws IOException {
    put("ci", "g/a/1/a-1.pom");
    list("ci", "g/a");
    pass(60);
    put("ci", "g/a/1/a-1.jar");
    pass(400);
    put("ci", "g/b/1/b-1.jar");
    list("ci", "g/b");
    pass(3);

    assertThat(deployments())
        .containsExactly("g:a:1 [a-1.pom]", "g:a:1 incomplete [a-1.jar]", "g:b:1 [b-1.jar]");
  }

  /** A log tells of an upload at its end, and nobody knows of it before. */
  @Test
  void whatComesAfterADeployWasGivenUpIsADeployOfItsOwn() throws IOException {
    put("ci", "g/a/1/a-1.pom");
    pass(301);
    assertThat(deployments()).containsExactly("g:a:1 incomplete [a-1.pom]");
    put("ci", "g/a/1/a-1.jar");
    list("ci", "g/a");
    pass(2);

    assertThat(deployments()).containsExactly("g:a:1 [a-1.jar]");
  }

  @Test
  void aFolderThatWasMovedIsGoneAndNoFileIsNew() throws IOException {
    feed = new FeedUnderTest(log, "nginx-json", "/r/", Layout.MAVEN);
    for (String destination : new String[] {"/r/old/1/", "/r/old/1"}) {
      Files.writeString(
          log,
          """
          {"msec":"%d.0","remote":"192.0.2.7","user":"ci","method":"MOVE","uri":"/r/g/a/1/",\
          "status":204,"body_bytes":0,"completion":"OK","destination":"http://localhost%s"}
          """
              .formatted(now.getEpochSecond(), destination),
          CREATE,
          APPEND);
    }

    assertThat(feed.look(now).stream().map(Saying::say))
        .containsExactly(
            "artifact.deleted g/a/1/ by ci, deleted, null",
            "artifact.deleted g/a/1/ by ci, deleted, null");
  }

  @Test
  void refusedAndFailedRequestsAreNothing() throws IOException {
    for (int status : new int[] {207, 301, 400, 401, 403, 404, 409, 413, 499, 500, 503}) {
      request("ci", "PUT", "g/a/1/a-1.pom", status);
      request("ci", "DELETE", "g/a/1/a-1.pom", status);
      request("ci", "GET", "g/a/1/a-1.pom", status);
    }
    pass(1_000);

    assertThat(feed.look(now)).isEmpty();
  }

  @Test
  void whatIsNoDownloadIsNotTold() throws IOException {
    request("-", "HEAD", "g/a/1/a-1.jar", 200);
    request("-", "GET", "g/a/1/a-1.jar", 304);
    request("-", "GET", "g/a/1/a-1.jar", 206);
    request("-", "GET", "g/a/1/a-1.jar.sha1", 200);
    request("-", "GET", "g/a/maven-metadata.xml", 200);
    request("-", "GET", "g/a/1/", 200);

    assertThat(feed.look(now)).isEmpty();
  }

  @Test
  void downloadsNobodyWantsAreNotTold() throws IOException {
    request("-", "GET", "g/a/1/a-1.jar", 200);
    feed.wanting(EnumSet.of(EventType.ARTIFACT_DEPLOYED));

    assertThat(feed.look(now)).isEmpty();
  }

  @Test
  void aRawFileIsToldAsItIs() throws IOException {
    feed = new FeedUnderTest(log, "combined", "/r/", Layout.RAW);
    put("ci", "tools/x.zip", "tools/x.zip.sha256");
    request("ci", "PUT", "tools/x.zip", 204);
    request("ci", "DELETE", "tools/", 204);

    assertThat(feed.look(now).stream().map(Saying::say))
        .containsExactly(
            "artifact.uploaded tools/x.zip by ci, created, null",
            "artifact.uploaded tools/x.zip.sha256 by ci, created, null",
            "artifact.uploaded tools/x.zip by ci, overwritten, null",
            "artifact.deleted tools/ by ci, deleted, null");
  }

  @Test
  void aLogThatCannotBeReadIsSaidInWords() throws IOException {
    Files.createDirectory(log);

    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> feed.look(now))
        .withMessage(log + " is no file; have the server write its log into a file");
  }

  @Test
  void theWholeRepositoryMayBeDeleted() throws IOException {
    request("ci", "DELETE", "", 204);
    request("ci", "GET", "", 200);
    request("ci", "PUT", "", 201);

    assertThat(feed.look(now).stream().map(Saying::say))
        .containsExactly("artifact.deleted / by ci, deleted, null");
  }

  @Test
  void anEventSaysWhoAndWithWhat() throws IOException {
    put("ci", "g/a/1/a-1-sources.jar");

    Event event = feed.look(now).get(0);

    assertThat(event.actor().name()).isEqualTo("ci");
    assertThat(event.actor().address()).isEqualTo("192.0.2.7");
    assertThat(event.timestamp()).isEqualTo(now);
    FileEvent data = (FileEvent) event.data();
    assertThat(data.userAgent()).isEqualTo("Maven");
    assertThat(data.coordinates()).hasToString("g:a:1");
    assertThat(data.file().classifier()).isEqualTo("sources");
  }

  private void put(String user, String... paths) throws IOException {
    for (String each : paths) {
      request(user, "PUT", each, 201);
    }
  }

  private void list(String user, String component) throws IOException {
    String list = component + "/maven-metadata.xml";
    put(user, list, list + ".sha1", list + ".md5");
  }

  private void request(String user, String method, String path, int status) throws IOException {
    String line =
        "192.0.2.7 - %s [%s] \"%s /r/%s HTTP/1.1\" %d 25 \"-\" \"Maven\"\n"
            .formatted(user, COMMON.format(now), method, path, status);
    Files.write(log, line.getBytes(UTF_8), CREATE, APPEND);
  }

  private void pass(int seconds) {
    now = now.plusSeconds(seconds);
  }

  /** What is told of deploys by now. */
  private List<String> deployments() throws IOException {
    List<String> told = new ArrayList<>();
    for (Event each : feed.look(now)) {
      if (each.data() instanceof Deployment deployment) {
        told.add(
            deployment.coordinates()
                + (deployment.complete() ? " " : " incomplete ")
                + deployment.files().stream()
                    .map(file -> file.path().substring(file.path().lastIndexOf('/') + 1))
                    .toList());
      }
    }
    return told;
  }
}
