package io.repohook.artifact.host;

import static io.repohook.artifact.Saying.say;
import static org.assertj.core.api.Assertions.assertThat;

import io.repohook.artifact.host.jakarta.AsyncServlet;
import io.repohook.spool.Spool;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Applications that answer in their own time: each whole transfer is told once, no other is. */
class AsyncAnswersTest {
  private static final String CONTEXT = "/repo";

  /** More than any answer here has: its end is waited for. */
  private static final int ALL = 100_000_000;

  @TempDir Path temporary;
  private Path spool;

  enum Container {
    JETTY_12,
    TOMCAT_11,
    TOMCAT_9_WITH_JAVAX
  }

  @BeforeEach
  void begin() throws Exception {
    temporary = temporary.toRealPath();
    spool = Spool.create(temporary.resolve("spool")).folder();
  }

  private Host start(Container container) throws Exception {
    Path folder = Files.createDirectory(temporary.resolve("application"));
    Path base = temporary.resolve("base");
    return switch (container) {
      case JETTY_12 -> JettyHost.with(AsyncServlet.class, CONTEXT, folder, spool);
      case TOMCAT_11 ->
          TomcatHost.with(AsyncServlet.class, "11", "jakarta", CONTEXT, folder, base, spool);
      case TOMCAT_9_WITH_JAVAX ->
          TomcatHost.with(
              io.repohook.artifact.host.javax.AsyncServlet.class,
              "9",
              "javax",
              CONTEXT,
              folder,
              base,
              spool);
    };
  }

  @ParameterizedTest
  @EnumSource
  void whatIsWholeIsToldOnce(Container container) throws Exception {
    try (Host host = start(container)) {
      Client client = Client.of(host.url().resolve("/repo/releases/"));
      assertThat(client.send("GET", "elsewhere.bin").body()).hasSize(13);
      assertThat(client.send("GET", "announced.bin").body()).hasSize(14);
      assertThat(client.send("GET", "dispatched.bin").body()).hasSize(12);
      assertThat(client.send("GET", "twice.bin").body()).hasSize(16);
      assertThat(client.send("GET", "written.bin").body()).hasSize(1_400_000);
      assertThat(client.put("read.bin", 300_000)).isEqualTo(201);
      assertThat(client.putInChunks("read.bin", 300_001)).isEqualTo(201);
    }
    assertThat(Told.of(spool).events().stream().map(each -> say(each)))
        .containsExactly(
            "artifact.downloaded elsewhere.bin by null, downloaded, 13",
            "artifact.downloaded announced.bin by null, downloaded, 14",
            "artifact.downloaded dispatched.bin by null, downloaded, 12",
            "artifact.downloaded twice.bin by null, downloaded, 16",
            "artifact.downloaded written.bin by null, downloaded, 1400000",
            "artifact.uploaded read.bin by null, created, 300000",
            "artifact.uploaded read.bin by null, created, 300001");
  }

  @ParameterizedTest
  @EnumSource
  void whatIsNotIsNotTold(Container container) throws Exception {
    try (Host host = start(container)) {
      for (String each :
          List.of("too-short.bin", "late.bin", "half-late.bin", "failed.bin", "broken.bin")) {
        readToTheEnd(host, each);
      }
      Client client = Client.of(host.url());
      client.abort(get("cut.bin"), 1000);
      client.abort(
          "PUT /repo/releases/read.bin HTTP/1.1\r\nHost: x\r\nContent-Length: 9999\r\n\r\nhalf", 0);
      assertThat(client.send("GET", "/repo/releases/elsewhere.bin").body()).hasSize(13);
    }
    assertThat(Told.of(spool).events().stream().map(each -> say(each)))
        .containsExactly("artifact.downloaded elsewhere.bin by null, downloaded, 13");
  }

  /** However the container ends it: that is its own affair. */
  private static void readToTheEnd(Host host, String name) {
    URI url = host.url();
    try {
      Client.of(url).abort(get(name), ALL);
    } catch (IOException e) {
      assertThat(e).hasMessageContaining("reset");
    }
  }

  private static String get(String name) {
    return "GET /repo/releases/%s HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".formatted(name);
  }
}
