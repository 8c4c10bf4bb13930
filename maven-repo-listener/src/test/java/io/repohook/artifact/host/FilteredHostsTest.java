package io.repohook.artifact.host;

import static io.repohook.artifact.Saying.say;
import static org.assertj.core.api.Assertions.assertThat;

import io.repohook.event.Event;
import io.repohook.event.FileChange;
import io.repohook.event.FileEvent;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What clients do with real servlet containers, and what a person would say happened. */
class FilteredHostsTest extends HostTest {
  private static final String ROCKET = "com/example/rocket/1.0/rocket-1.0";
  private static final List<String> FILES =
      List.of(
          "rocket-1.0.pom", "rocket-1.0.jar", "rocket-1.0-sources.jar", "rocket-1.0-javadoc.jar");

  /** More than fits between a server and a client that is gone, and than Tomcat copies itself. */
  private static final int LARGE = 20_000_000;

  private Host start(Container container) throws Exception {
    return container.serveFolder(temporary, spool);
  }

  @ParameterizedTest
  @EnumSource
  void everythingAClientDoesIsToldAsAPersonWouldSayIt(Container container) throws Exception {
    try (Host host = start(container)) {
      URI releases = host.url().resolve("releases/");
      Client client = Client.of(releases);
      client.deploy("com/example/rocket", "1.0", FILES);

      HttpResponse<byte[]> head = client.send("HEAD", ROCKET + ".jar");
      String modified = head.headers().firstValue("last-modified").orElseThrow();
      assertThat(client.send("GET", ROCKET + ".jar").body()).hasSize(14);
      client.send("GET", ROCKET + ".jar.sha1");
      assertThat(client.send("GET", ROCKET + ".jar", "If-Modified-Since", modified).statusCode())
          .isEqualTo(304);
      assertThat(client.send("GET", "nothing/here.jar").statusCode()).isEqualTo(404);

      client.put("tools/large.zip", LARGE);
      assertThat(client.send("GET", "tools/large.zip").body()).hasSize(LARGE);
      assertThat(client.send("GET", "tools/large.zip", "Range", "bytes=0-999").body())
          .hasSize(1000);
      assertThat(client.send("GET", "tools/large.zip", "Range", "bytes=1000-").body())
          .hasSize(LARGE - 1000);
      client.abort("GET /releases/tools/large.zip HTTP/1.1\r\nHost: x\r\n\r\n", 1000);
      client.abort(
          "PUT /releases/a.zip HTTP/1.1\r\nHost: x\r\nContent-Length: 9999\r\n\r\nhalf", 0);

      assertThat(client.putInChunks("tools/x%20y.zip", 7)).isEqualTo(201);
      assertThat(client.put("tools/x%20y.zip", 8)).isEqualTo(204);
      client.send("MOVE", "tools/x%20y.zip", "Destination", releases + "tools/z.zip");
      client.send("COPY", "tools/z.zip", "Destination", releases + "tools/copy%20of%20z.zip");
      client.send("DELETE", ROCKET + ".jar");
      assertThat(client.send("DELETE", ROCKET + ".jar").statusCode()).isEqualTo(404);
      assertThat(client.send("DELETE", "tools/").statusCode()).isEqualTo(204);
    }
    Told told = Told.of(spool);

    assertThat(told.events().stream().map(each -> say(each)))
        .containsExactly(
            "artifact.uploaded " + ROCKET + ".pom by null, created, 14",
            "artifact.uploaded " + ROCKET + ".jar by null, created, 14",
            "artifact.uploaded " + ROCKET + "-sources.jar by null, created, 22",
            "artifact.uploaded " + ROCKET + "-javadoc.jar by null, created, 22",
            "artifact.downloaded " + ROCKET + ".jar by null, downloaded, 14",
            "artifact.uploaded tools/large.zip by null, created, 20000000",
            "artifact.downloaded tools/large.zip by null, downloaded, 20000000",
            "artifact.downloaded tools/large.zip by null, downloaded, 20000000",
            "artifact.uploaded tools/x y.zip by null, created, 7",
            "artifact.uploaded tools/x y.zip by null, overwritten, 8",
            "artifact.deleted tools/x y.zip by null, deleted, null",
            "artifact.uploaded tools/z.zip by null, uploaded, null",
            "artifact.uploaded tools/copy of z.zip by null, uploaded, null",
            "artifact.deleted " + ROCKET + ".jar by null, deleted, null",
            "artifact.deleted tools/ by null, deleted, null",
            "artifact.deployed com.example:rocket:1.0 by null [rocket-1.0.pom 14, rocket-1.0.jar"
                + " 14, rocket-1.0-sources.jar 22, rocket-1.0-javadoc.jar 22]");
    assertThat(told.events().get(0).actor().address()).isEqualTo("127.0.0.1");
    assertThat(((FileEvent) told.events().get(0).data()).userAgent())
        .startsWith("Java-http-client");
    assertThat(told.files()).as("synced together").isLessThan(12);
  }

  @ParameterizedTest
  @EnumSource
  void whoIsLoggedInIsNamedAndWhoIsRefusedDidNothing(Container container) throws Exception {
    try (Host host = start(container)) {
      URI url = host.url().resolve("private/");
      assertThat(Client.of(url).put("a.zip", 5)).isEqualTo(401);
      assertThat(Client.of(url, "ci", "wrong").put("a.zip", 5)).isEqualTo(401);
      assertThat(Client.of(url).send("GET", "tools/").statusCode()).isEqualTo(401);
      Client client = Client.of(url, "ci", "secret");
      client.deploy("com/example/rocket", "1.0", List.of("rocket-1.0.jar"));
      client.send("GET", ROCKET + ".jar");
      // Claims to be somebody where nobody asks.
      Client.of(host.url().resolve("releases/"), "boss", "x").put("b.zip", 6);
    }
    assertThat(told())
        .containsExactlyInAnyOrder(
            "artifact.uploaded " + ROCKET + ".jar by ci, created, 14",
            "artifact.downloaded " + ROCKET + ".jar by ci, downloaded, 14",
            "artifact.deployed com.example:rocket:1.0 by ci [rocket-1.0.jar 14]",
            "artifact.uploaded b.zip by null, created, 6");
  }

  @ParameterizedTest
  @EnumSource
  void noHostilePathIsToldThatDidNotBecomeAFile(Container container) throws Exception {
    List<String> hostile =
        List.of(
            "/releases/../escaped.zip",
            "/releases/%2e%2e/escaped.zip",
            "/releases/..%2fescaped.zip",
            "/releases/..;/escaped.zip",
            "/releases/%2e%2e%2f%2e%2e%2fescaped.zip",
            "/releases/tools/../../private/escaped.zip",
            "/private/%2e%2e/releases/roundabout.zip",
            "/releases/tools/./a.zip",
            "/releases//b.zip",
            "/releases/c.zip;x=/../d.zip",
            "/releases/line%0d%0abreak.zip",
            "/releases/nul%00.zip",
            "/releases/latin-%e9.zip",
            "/releases/%c3%a9.zip",
            "/releases/back%5cslash.zip",
            "/releases/" + "long".repeat(16_000),
            "/releases/" + "l/".repeat(3_000) + "x.zip",
            "/releases/question.zip?x=/../y.zip",
            "http://elsewhere/releases/absolute.zip");
    Path served;
    try (Host host = start(container)) {
      served = host.folder();
      Client client = Client.of(host.url());
      for (String target : hostile) {
        client.raw(
            "PUT %s HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\nContent-Length: 1\r\n\r\nx"
                .formatted(target));
      }
      client.raw(
          "MOVE /releases/b.zip HTTP/1.1\r\nHost: x\r\nConnection: close\r\nDestination: %s\r\n\r\n"
              .formatted("/../escaped.zip"));
    }
    List<String> told = new ArrayList<>();
    for (Event each : Told.of(spool).events()) {
      FileEvent file = (FileEvent) each.data();
      assertThat(file.file().change()).isNotEqualTo(FileChange.DOWNLOADED);
      if (file.file().change() != FileChange.DELETED) {
        told.add(each.repository().name() + "/" + file.file().path());
      }
    }
    assertThat(told).allSatisfy(each -> assertThat(served.resolve(each)).isRegularFile());
    assertThat(told).contains("releases/question.zip", "releases/\u00e9.zip");
    assertThat(temporary.resolve("escaped.zip")).doesNotExist();
    try (Stream<Path> files = Files.walk(served)) {
      List<String> there =
          files
              .filter(each -> each.toString().endsWith(".zip"))
              .map(each -> served.relativize(each).toString())
              .filter(each -> each.startsWith("releases/") || each.startsWith("private/"))
              // A file whose name breaks lines is told to nobody.
              .filter(each -> each.chars().noneMatch(Character::isISOControl))
              .toList();
      assertThat(told).containsAll(there);
    }
  }
}
