package io.repohook.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * What clients do with the repository {@code open} of a server, request by request, and what a
 * person would say happened.
 *
 * @param moves whether the server knows MOVE
 */
record Requests(WebRepository server, boolean moves) {
  private static final String ROCKET = "com/example/rocket/1.0/rocket-1.0";
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  /** Sends them all, one after the other. */
  void go() throws Exception {
    for (String made : List.of("com/", "com/example/", "com/example/rocket/", "tools/")) {
      send("MKCOL", made);
    }
    send("MKCOL", "com/example/rocket/1.0/");
    put(ROCKET + ".pom", 100);
    put(ROCKET + ".pom.sha1", 40);
    put(ROCKET + ".jar", 20_000_000); // More than fits between a server and its client.
    put(ROCKET + ".jar.sha1", 40);
    put("com/example/rocket/maven-metadata.xml", 300);
    put("com/example/rocket/maven-metadata.xml.sha1", 40);
    put("com/example/rocket/maven-metadata.xml.md5", 32);
    server.rotateLog();

    String tag = send("HEAD", ROCKET + ".jar").headers().firstValue("etag").orElseThrow();
    send("GET", ROCKET + ".jar");
    send("GET", ROCKET + ".jar.sha1");
    send("GET", ROCKET + ".jar", "If-None-Match", tag);
    send("GET", ROCKET + ".jar", "Range", "bytes=0-999");
    send("GET", ROCKET + ".jar", "Range", "bytes=1000-");
    send("GET", "nothing/here.jar");
    abort("GET /open/" + ROCKET + ".jar HTTP/1.1\r\nHost: x\r\n\r\n", 1_000);
    abort("PUT /open/a.zip HTTP/1.1\r\nHost: x\r\nContent-Length: 9999\r\n\r\nhalf", 0);
    put("tools/x%20y.zip", 7);
    put("tools/x%20y.zip", 8);
    if (moves) {
      send("MOVE", "tools/x%20y.zip", "Destination", server.url("open") + "tools/z.zip");
    }
    send("DELETE", ROCKET + ".jar");
    send("DELETE", ROCKET + ".jar");
    send("DELETE", "tools/", "Depth", "infinity");
  }

  /** Claims that a subscription to everything is told of each once, and of nothing else. */
  void areTold(RecordingReceiver audit, Installation repohook) {
    List<String> expected =
        new ArrayList<>(
            List.of(
                "created " + ROCKET + ".pom 100",
                "created " + ROCKET + ".jar 20000000",
                "deployed com.example:rocket:1.0, 2 files, 20000100 bytes, complete",
                "downloaded " + ROCKET + ".jar 20000000",
                "downloaded " + ROCKET + ".jar 20000000",
                "created tools/x y.zip 7",
                "overwritten tools/x y.zip 8",
                "deleted " + ROCKET + ".jar null",
                "deleted tools/ null"));
    if (moves) {
      expected.addAll(List.of("deleted tools/x y.zip null", "uploaded tools/z.zip null"));
    }
    List<String> told = new ArrayList<>();
    while (told.size() < expected.size()) {
      told.add(say(audit.take()));
    }
    assertThat(told).containsExactlyInAnyOrderElementsOf(expected);
    assertThat(repohook.list("events")).hasSameSizeAs(expected);
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
        HttpRequest.newBuilder(URI.create(server.url("open") + path))
            .PUT(BodyPublishers.ofByteArray(new byte[size]))
            .build();
    assertThat(CLIENT.send(request, BodyHandlers.ofByteArray()).statusCode()).isLessThan(300);
  }

  private HttpResponse<byte[]> send(String method, String path, String... headers)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(server.url("open") + path))
            .method(method, BodyPublishers.noBody());
    if (headers.length > 0) {
      request.headers(headers);
    }
    return CLIENT.send(request.build(), BodyHandlers.ofByteArray());
  }

  /** Sends a request, reads some bytes of its answer, and is gone. */
  private void abort(String request, int read) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      socket.setSoLinger(true, 0);
      socket.getOutputStream().write(request.getBytes(UTF_8));
      socket.getInputStream().readNBytes(read);
    }
  }
}
