package io.repohook.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The repository that the server itself serves, and with it our filter's way to a receiver. */
class EmbeddedIT {
  private static final String ROCKET = "com/example/rocket/1.0/rocket-1.0";
  private static final Pattern URL = Pattern.compile("at (http://127\\.0\\.0\\.1:[0-9]+/)");

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
    repohook.repositoryFile(
        "releases",
        """
        artifacts:
          embedded: {folder: %s, listen: 127.0.0.1:0}
        subscriptions:
          audit: {webhook: "%s", events: %s, digest: off}
        """
            .formatted(folder.resolve("files"), audit.url(), events));
  }

  @AfterEach
  void end() {
    audit.close();
    repohook.close();
  }

  private URI start() {
    RunningProgram serve = repohook.start("serve");
    String line = serve.await("the repository", each -> URL.matcher(each).find());
    Matcher url = URL.matcher(line);
    assertThat(url.find()).isTrue();
    Server.await(serve);
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
