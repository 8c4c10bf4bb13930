package io.repohook.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The repository that the server itself serves, and with it our filter's way to a receiver. */
class EmbeddedIT {
  private static final String ROCKET = "com/example/rocket/1.0/rocket-1.0";
  private static final Pattern SERVED = Pattern.compile("is at (http://127\\.0\\.0\\.1:[0-9]+/)");

  @TempDir Path folder;
  private final HttpClient client = HttpClient.newHttpClient();
  private RecordingReceiver audit;
  private Installation repohook;

  @BeforeEach
  void begin() {
    audit = RecordingReceiver.open();
    repohook = Installation.in(folder);
    configure("[artifact.uploaded, artifact.deployed, artifact.downloaded, artifact.deleted]");
  }

  private void configure(String events) {
    configure("files", 0, events);
  }

  private void configure(String files, int port, String events) {
    repohook.repositoryFile(
        "releases",
        """
        artifacts:
          embedded: {folder: %s, listen: 127.0.0.1:%d}
        subscriptions:
          audit: {webhook: "%s", events: %s, digest: off}
        """
            .formatted(folder.resolve(files), port, audit.url(), events));
  }

  @AfterEach
  void end() {
    audit.close();
    repohook.close();
  }

  private URI start() {
    RunningProgram serve = repohook.start("serve");
    URI repository = await(1, serve);
    Server.await(serve);
    return repository;
  }

  /** Where a repository is served for the so-manieth time. */
  private static URI await(int times, RunningProgram serve) {
    String line = serve.await(times, "the repository", each -> SERVED.matcher(each).find());
    Matcher url = SERVED.matcher(line);
    assertThat(url.find()).isTrue();
    return URI.create(url.group(1));
  }

  @Test
  void aDeployADownloadAndADeletionArrive() throws Exception {
    URI repository = start();
    send(repository, "PUT", ROCKET + ".pom", 5);
    send(repository, "PUT", ROCKET + ".jar", 7);
    send(repository, "PUT", "com/example/rocket/maven-metadata.xml", 9);
    assertThat(send(repository, "GET", ROCKET + ".jar", 0).body()).hasSize(7);
    assertThat(send(repository, "DELETE", "com/example/rocket/", 0).statusCode()).isEqualTo(204);
    assertThat(send(repository, "GET", ROCKET + ".jar", 0).statusCode()).isEqualTo(404);

    Map<String, Arrival> arrived = new TreeMap<>();
    while (arrived.size() < 5) { // On a busy machine one may come twice.
      Arrival each = audit.take();
      arrived.put(each.type() + " " + each.data().path("path").asString(), each);
    }
    assertThat(arrived)
        .containsOnlyKeys(
            "artifact.uploaded " + ROCKET + ".pom",
            "artifact.uploaded " + ROCKET + ".jar",
            "artifact.downloaded " + ROCKET + ".jar",
            "artifact.deleted com/example/rocket/",
            "artifact.deployed ");
    Arrival deployed = Objects.requireNonNull(arrived.get("artifact.deployed "));
    assertThat(new EventSchema().violations(deployed)).isEmpty();
    assertThat(deployed.data().path("size").asLong()).isEqualTo(12);
    assertThat(deployed.data().path("complete").asBoolean()).isTrue();
  }

  @Test
  void whatNobodyWantsIsNotWritten() throws Exception {
    configure("[artifact.deleted]");
    URI repository = start();
    assertThat(repohook.spool().resolve("wanted-artifacts"))
        .content()
        .contains("artifact.deleted releases");

    send(repository, "PUT", "a.zip", 5);
    send(repository, "GET", "a.zip", 0);
    send(repository, "DELETE", "a.zip", 0);

    assertThat(audit.take().type()).isEqualTo("artifact.deleted");
    assertThat(repohook.list("events")).hasSize(1);
  }

  @Test
  void anotherFolderOrAddressIsServedAsSoonAsItIsWritten() throws Exception {
    RunningProgram serve = repohook.start("serve");
    URI first = await(1, serve);
    Server.await(serve);
    send(first, "PUT", "a.zip", 5);

    configure("others", 0, "[artifact.uploaded]");
    URI second = await(2, serve);
    assertThat(send(second, "GET", "a.zip", 0).statusCode()).isEqualTo(404);
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      configure("files", taken.getLocalPort(), "[artifact.uploaded]");
      serve.await("what is wrong", line -> line.contains("cannot serve the repository releases"));
      serve.await("that it tries again", line -> line.contains("listen; trying again"));
      // The server posts what status shows every few seconds.
      assertThat(
              Stream.generate(() -> String.join("\n", repohook.run("status").out()))
                  .limit(60)
                  .anyMatch(status -> status.contains("releases: cannot serve the repository")))
          .isTrue();
    }
    URI third = await(3, serve);
    assertThat(send(third, "GET", "a.zip", 0).body()).hasSize(5);
    send(third, "PUT", "b.zip", 5);

    assertThat(audit.take().data().path("path").asString()).isEqualTo("a.zip");
    assertThat(audit.take().data().path("path").asString()).isEqualTo("b.zip");
  }

  @Test
  void theFilterIsOneJarThatNeedsNoOther() throws Exception {
    Path jar =
        Path.of(System.getProperty("acceptance.archive"), "hosts/repohook-servlet-filter.jar");
    assertThat(Files.size(jar)).isLessThan(200_000);
    try (JarFile read = new JarFile(jar.toFile())) {
      assertThat(read.stream().map(each -> each.getName()))
          .contains(
              "io/repohook/servlet/jakarta/RepohookFilter.class",
              "io/repohook/servlet/javax/RepohookFilter.class",
              "io/repohook/spool/SpoolWriter.class")
          .allMatch(each -> each.startsWith("io/") || each.startsWith("META-INF/"));
    }
  }

  private HttpResponse<byte[]> send(URI repository, String method, String path, int size)
      throws Exception {
    return client.send(
        HttpRequest.newBuilder(repository.resolve(path))
            .method(method, BodyPublishers.ofByteArray(new byte[size]))
            .build(),
        BodyHandlers.ofByteArray());
  }
}
