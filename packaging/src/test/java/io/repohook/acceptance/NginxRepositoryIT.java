package io.repohook.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.repohook.acceptance.servers.NginxRepository;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What a client does with a real nginx, and what a person would say happened. */
@Tag(Machine.TAG)
class NginxRepositoryIT {
  private static final String ROCKET = "com/example/rocket/1.0/rocket-1.0";

  @TempDir Path folder;
  private final HttpClient client = HttpClient.newHttpClient();
  private NginxRepository nginx;
  private RecordingReceiver audit;
  private Installation repohook;

  @BeforeEach
  void begin() {
    nginx = NginxRepository.start(folder.resolve("nginx"));
    audit = RecordingReceiver.open();
    repohook =
        Installation.in(folder.resolve("repohook"))
            .repositoryFile(
                "releases",
                """
                artifacts:
                  access_log: {file: %s, format: nginx-json, path: /releases/, start: beginning}
                subscriptions:
                  audit: {webhook: "%s", events: ["artifact.*"], digest: off}
                """
                    .formatted(nginx.log(), audit.url()));
  }

  @AfterEach
  void end() {
    nginx.close();
    audit.close();
    repohook.close();
  }

  @Test
  void everythingAClientDoesIsToldAsAPersonWouldSayIt() throws Exception {
    repohook.serve();
    put(ROCKET + ".pom", 100);
    put(ROCKET + ".pom.sha1", 40);
    put(ROCKET + ".jar", 20_000_000); // More than fits between a server and a client that is gone.
    put(ROCKET + ".jar.sha1", 40);
    put("com/example/rocket/maven-metadata.xml", 300);
    put("com/example/rocket/maven-metadata.xml.sha1", 40);
    put("com/example/rocket/maven-metadata.xml.md5", 32);
    nginx.rotateLog();

    String tag = send("HEAD", ROCKET + ".jar").headers().firstValue("etag").orElseThrow();
    send("GET", ROCKET + ".jar");
    send("GET", ROCKET + ".jar.sha1");
    send("GET", ROCKET + ".jar", "If-None-Match", tag);
    send("GET", ROCKET + ".jar", "Range", "bytes=0-999");
    send("GET", ROCKET + ".jar", "Range", "bytes=1000-");
    send("GET", "nothing/here.jar");
    abort("GET /releases/" + ROCKET + ".jar HTTP/1.1\r\nHost: x\r\n\r\n", 1_000);
    abort("PUT /releases/a.zip HTTP/1.1\r\nHost: x\r\nContent-Length: 9999\r\n\r\nhalf", 0);
    put("tools/x%20y.zip", 7);
    put("tools/x%20y.zip", 8);
    send("MOVE", "tools/x%20y.zip", "Destination", nginx.url() + "tools/z.zip");
    send("DELETE", ROCKET + ".jar");
    send("DELETE", ROCKET + ".jar");
    send("DELETE", "tools/", "Depth", "infinity");

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

  private void put(String path, int size) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(nginx.url() + path))
            .PUT(BodyPublishers.ofByteArray(new byte[size]))
            .build();
    assertThat(client.send(request, BodyHandlers.ofByteArray()).statusCode()).isLessThan(300);
  }

  private HttpResponse<byte[]> send(String method, String path, String... headers)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(nginx.url() + path))
            .method(method, BodyPublishers.noBody());
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), BodyHandlers.ofByteArray());
  }

  /** Sends a request, reads some bytes of its answer, and is gone. */
  private void abort(String request, int read) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), nginx.port())) {
      socket.setSoLinger(true, 0);
      socket.getOutputStream().write(request.getBytes(UTF_8));
      socket.getInputStream().readNBytes(read);
    }
  }
}
