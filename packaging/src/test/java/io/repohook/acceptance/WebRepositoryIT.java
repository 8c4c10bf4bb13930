package io.repohook.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.repohook.acceptance.servers.HttpdRepository;
import io.repohook.acceptance.servers.NginxRepository;
import io.repohook.acceptance.servers.Page;
import io.repohook.acceptance.servers.WebRepository;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What a client does with a real nginx or httpd, and what a person would say happened. */
@Tag(Machine.TAG)
class WebRepositoryIT {
  private static final String ROCKET = "com/example/rocket/1.0/rocket-1.0";

  @TempDir Path folder;
  private final HttpClient client = HttpClient.newHttpClient();
  private RecordingReceiver audit;
  private Installation repohook;

  @BeforeEach
  void begin() throws IOException {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    audit = RecordingReceiver.open();
    repohook = Installation.in(folder.resolve("repohook"));
  }

  @AfterEach
  void end() {
    audit.close();
    repohook.close();
  }

  @Test
  void nginxTellsOfEverythingAsAPersonWould() throws Exception {
    Page document = Machine.document("servers/nginx-repository.md");
    try (WebRepository server = NginxRepository.start(folder.resolve("nginx"), document)) {
      everythingIsToldAsAPersonWould(server, document);
    }
  }

  @Test
  void httpdTellsOfEverythingAsAPersonWould() throws Exception {
    Page document = Machine.document("servers/httpd-repository.md");
    try (WebRepository server = HttpdRepository.start(folder.resolve("httpd"), document)) {
      everythingIsToldAsAPersonWould(server, document);
    }
  }

  private void everythingIsToldAsAPersonWould(WebRepository server, Page document)
      throws Exception {
    repohook.repositoryFile(
        "open",
        server.artifacts(document, "open")
            + "subscriptions: {audit: {webhook: \"%s\", events: [\"artifact.*\"], digest: off}}\n"
                .formatted(audit.url()));
    repohook.run("drain").exits(0); // From here on every line is news.
    repohook.serve();
    for (String made : List.of("com/", "com/example/", "com/example/rocket/", "tools/")) {
      send(server, "MKCOL", made);
    }
    send(server, "MKCOL", "com/example/rocket/1.0/");
    put(server, ROCKET + ".pom", 100);
    put(server, ROCKET + ".pom.sha1", 40);
    put(server, ROCKET + ".jar", 20_000_000); // More than fits between a server and its client.
    put(server, ROCKET + ".jar.sha1", 40);
    put(server, "com/example/rocket/maven-metadata.xml", 300);
    put(server, "com/example/rocket/maven-metadata.xml.sha1", 40);
    put(server, "com/example/rocket/maven-metadata.xml.md5", 32);
    server.rotateLog();

    String tag = send(server, "HEAD", ROCKET + ".jar").headers().firstValue("etag").orElseThrow();
    send(server, "GET", ROCKET + ".jar");
    send(server, "GET", ROCKET + ".jar.sha1");
    send(server, "GET", ROCKET + ".jar", "If-None-Match", tag);
    send(server, "GET", ROCKET + ".jar", "Range", "bytes=0-999");
    send(server, "GET", ROCKET + ".jar", "Range", "bytes=1000-");
    send(server, "GET", "nothing/here.jar");
    abort(server, "GET /open/" + ROCKET + ".jar HTTP/1.1\r\nHost: x\r\n\r\n", 1_000);
    abort(server, "PUT /open/a.zip HTTP/1.1\r\nHost: x\r\nContent-Length: 9999\r\n\r\nhalf", 0);
    put(server, "tools/x%20y.zip", 7);
    put(server, "tools/x%20y.zip", 8);
    send(server, "MOVE", "tools/x%20y.zip", "Destination", server.url("open") + "tools/z.zip");
    send(server, "DELETE", ROCKET + ".jar");
    send(server, "DELETE", ROCKET + ".jar");
    send(server, "DELETE", "tools/", "Depth", "infinity");

    List<String> told = new ArrayList<>();
    while (told.size() < 11) {
      told.add(say(audit.take()));
    }
    assertThat(told)
        .containsExactlyInAnyOrder(
            "created " + ROCKET + ".pom 100",
            "created " + ROCKET + ".jar 20000000",
            "deployed com.example:rocket:1.0, 2 files, 20000100 bytes, complete",
            "downloaded " + ROCKET + ".jar 20000000",
            "downloaded " + ROCKET + ".jar 20000000",
            "created tools/x y.zip 7",
            "overwritten tools/x y.zip 8",
            "deleted tools/x y.zip null",
            "uploaded tools/z.zip null",
            "deleted " + ROCKET + ".jar null",
            "deleted tools/ null");
    assertThat(repohook.list("events")).hasSize(11);
  }

  private static String say(Arrival arrival) {
    JsonNode data = arrival.data();
    if (arrival.type().equals("artifact.deployed")) {
      JsonNode named = data.path("coordinates");
      return "deployed %s:%s:%s, %d files, %d bytes, %s"
          .formatted(
              named.path("group").asString(),
              named.path("artifact").asString(),
              named.path("version").asString(),
              data.path("files").size(),
              data.path("size").asLong(),
              data.path("complete").asBoolean() ? "complete" : "incomplete");
    }
    return data.path("change").asString()
        + " "
        + data.path("path").asString()
        + " "
        + (data.path("size").isNull() ? "null" : data.path("size").asLong());
  }

  private void put(WebRepository server, String path, int size) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(server.url("open") + path))
            .PUT(BodyPublishers.ofByteArray(new byte[size]))
            .build();
    assertThat(client.send(request, BodyHandlers.ofByteArray()).statusCode()).isLessThan(300);
  }

  private HttpResponse<byte[]> send(
      WebRepository server, String method, String path, String... headers) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(server.url("open") + path))
            .method(method, BodyPublishers.noBody());
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), BodyHandlers.ofByteArray());
  }

  /** Sends a request, reads some bytes of its answer, and is gone. */
  private static void abort(WebRepository server, String request, int read) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      socket.setSoLinger(true, 0);
      socket.getOutputStream().write(request.getBytes(UTF_8));
      socket.getInputStream().readNBytes(read);
    }
  }
}
