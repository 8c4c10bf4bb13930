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
 * What clients do with a repository of a server, request by request, and what a person would say
 * happened.
 *
 * @param repository to which anybody may write
 * @param webdav whether the server knows WebDAV there: it then makes, moves and deletes folders,
 *     and moves files
 */
record Requests(WebRepository server, String repository, boolean webdav) {
  private static final String ROCKET = "com/example/rocket/1.0/rocket-1.0";
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  /** Sends them all, one after the other. */
  void go() throws Exception {
    makeFolders();
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
    abort("GET /" + repository + "/" + ROCKET + ".jar HTTP/1.1\r\nHost: x\r\n\r\n", 1_000);
    abort(
        "PUT /" + repository + "/a.zip HTTP/1.1\r\nHost: x\r\nContent-Length: 9999\r\n\r\nhalf", 0);
    put("tools/x%20y.zip", 7);
    put("tools/x%20y.zip", 8);
    if (webdav) {
      move("tools/x%20y.zip", "tools/z.zip");
      move("tools/", "gear/");
    }
    send("DELETE", ROCKET + ".jar");
    send("DELETE", ROCKET + ".jar");
    send("DELETE", "com/example/rocket/1.0/", "Depth", "infinity");
    send("DELETE", "gear/", "Depth", "infinity");
  }

  private void makeFolders() throws Exception {
    List<String> folders = List.of("com/example/rocket/1.0", "tools");
    if (!webdav) {
      server.makeFolders(repository, folders);
    }
    for (String folder : folders) {
      for (int end = folder.indexOf('/'); end >= 0; end = folder.indexOf('/', end + 1)) {
        send("MKCOL", folder.substring(0, end + 1));
      }
      send("MKCOL", folder + "/");
    }
  }

  /** Claims that a subscription to everything is told of each once, and of nothing else. */
  void areTold(RecordingReceiver audit, Installation repohook) {
    List<String> expected =
        new ArrayList<>(
            List.of(
                "created " + ROCKET + ".pom 100 com.example:rocket:1.0",
                "created " + ROCKET + ".jar 20000000 com.example:rocket:1.0",
                "deployed com.example:rocket:1.0, 2 files, 20000100 bytes, complete",
                "downloaded " + ROCKET + ".jar 20000000 com.example:rocket:1.0",
                "downloaded " + ROCKET + ".jar 20000000 com.example:rocket:1.0",
                "created tools/x y.zip 7 of nothing",
                "overwritten tools/x y.zip 8 of nothing",
                "deleted " + ROCKET + ".jar null com.example:rocket:1.0"));
    if (webdav) {
      expected.addAll(
          List.of(
              "deleted tools/x y.zip null of nothing",
              "uploaded tools/z.zip null of nothing",
              "deleted tools/ null of nothing", // To gear/: of what, no server tells.
              "deleted com/example/rocket/1.0/ null com.example:rocket:1.0",
              "deleted gear/ null of nothing"));
    }
    assertThat(audit.takeDeliveries(expected.size()).stream().map(Requests::say))
        .containsExactlyInAnyOrderElementsOf(expected);
    assertThat(repohook.list("events", "--repo", repository)).hasSameSizeAs(expected);
  }

  private static String say(Arrival arrival) {
    JsonNode data = arrival.data();
    if (arrival.type().equals("artifact.deployed")) {
      return "deployed %s, %d files, %d bytes, %s"
          .formatted(
              coordinates(data),
              data.path("files").size(),
              data.path("size").asLong(),
              data.path("complete").asBoolean() ? "complete" : "incomplete");
    }
    return "%s %s %s %s"
        .formatted(
            data.path("change").asString(),
            data.path("path").asString(),
            data.path("size").isNull() ? "null" : data.path("size").asLong(),
            coordinates(data));
  }

  private static String coordinates(JsonNode data) {
    JsonNode named = data.path("coordinates");
    return named.isObject()
        ? "%s:%s:%s"
            .formatted(
                named.path("group").asString(),
                named.path("artifact").asString(),
                named.path("version").asString())
        : "of nothing";
  }

  private void put(String path, int size) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(server.url(repository) + path))
            .PUT(BodyPublishers.ofByteArray(new byte[size]))
            .build();
    assertThat(CLIENT.send(request, BodyHandlers.ofByteArray()).statusCode()).isLessThan(300);
  }

  private void move(String path, String destination) throws Exception {
    int status =
        send("MOVE", path, "Destination", server.url(repository) + destination).statusCode();
    assertThat(status).as("MOVE %s", path).isBetween(200, 204);
  }

  private HttpResponse<byte[]> send(String method, String path, String... headers)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(server.url(repository) + path))
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
