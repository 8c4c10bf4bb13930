package io.repohook.artifact.host;

import static io.repohook.artifact.Saying.say;
import static org.assertj.core.api.Assertions.assertThat;

import io.repohook.spool.Spool;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Applications that use more of the servlet API than to write bytes and return. */
class OddAnswersTest {
  private static final String CONTEXT = "/repo";

  @TempDir Path temporary;
  private Path spool;

  enum Container {
    JETTY_12,
    TOMCAT_11
  }

  @BeforeEach
  void begin() throws Exception {
    temporary = temporary.toRealPath();
    spool = Spool.create(temporary.resolve("spool")).folder();
  }

  private Host start(Container container) throws Exception {
    Path folder = Files.createDirectory(temporary.resolve("application"));
    return container == Container.JETTY_12
        ? JettyHost.with(OddServlet.class, CONTEXT, folder, spool)
        : TomcatHost.with(
            OddServlet.class, "11", "jakarta", CONTEXT, folder, temporary.resolve("base"), spool);
  }

  @ParameterizedTest
  @EnumSource
  void anAnswerIsAsItWouldBeWithoutUsAndToldWhenItIsWhole(Container container) throws Exception {
    try (Host host = start(container)) {
      Client client = Client.of(host.url().resolve("/repo/releases/"));
      assertThat(client.send("GET", "begun-anew.bin").body()).hasSize(5);
      assertThat(client.send("GET", "length-taken-back.bin").body()).hasSize(6);
      assertThat(client.send("GET", "buffer.bin").body()).hasSize(7);
      assertThat(client.send("GET", "direct-buffer.bin").body()).hasSize(8);
      assertThat(client.put("read-into-buffer.bin", 9)).isEqualTo(201);
      assertThat(client.send("GET", "dispatched.bin").body()).hasSize(12);
      assertThat(client.send("GET", "other-thread.bin").body()).hasSize(13);
      assertThat(client.send("GET", "behind-us.bin").body()).hasSize(13);
      client.abort("GET /repo/releases/cut.bin HTTP/1.1\r\nHost: x\r\n\r\n", 1000);
    }
    assertThat(Told.of(spool).events().stream().map(each -> say(each)))
        .containsExactly(
            "artifact.downloaded begun-anew.bin by null, downloaded, 5",
            "artifact.downloaded length-taken-back.bin by null, downloaded, 6",
            "artifact.downloaded buffer.bin by null, downloaded, 7",
            "artifact.downloaded direct-buffer.bin by null, downloaded, 8",
            "artifact.uploaded read-into-buffer.bin by null, created, 9",
            "artifact.downloaded dispatched.bin by null, downloaded, 12",
            "artifact.downloaded other-thread.bin by null, downloaded, 13",
            "artifact.downloaded behind-us.bin by null, downloaded, null");
  }

  /** The application's own path, too, is taken by containers in whatever way it is written. */
  @ParameterizedTest
  @EnumSource
  void nobodyEscapesByTheWayInWhichHeWritesThePath(Container container) throws Exception {
    try (Host host = start(container)) {
      Client client = Client.of(host.url());
      String put =
          "PUT %s HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\nContent-Length: 1\r\n\r\nx";
      assertThat(client.raw(put.formatted("/%72epo/releases/plain.bin"))).contains("201");
      assertThat(client.raw(put.formatted("/repo/%72eleases/plain.bin"))).contains("201");
    }
    assertThat(Told.of(spool).events().stream().map(each -> say(each)))
        .containsExactly(
            "artifact.uploaded plain.bin by null, created, 1",
            "artifact.uploaded plain.bin by null, created, 1");
  }

  /** A part of a file is not as large as the file. */
  @ParameterizedTest
  @EnumSource
  void thePartsOfAnUploadHaveNoSize(Container container) throws Exception {
    try (Host host = start(container)) {
      assertThat(
              Client.of(host.url())
                  .send("PUT", "/repo/releases/plain.bin", "Content-Range", "bytes 5-6/100")
                  .statusCode())
          .isEqualTo(201);
    }
    assertThat(Told.of(spool).events().stream().map(each -> say(each)))
        .containsExactly("artifact.uploaded plain.bin by null, created, null");
  }

  /** Jetty takes all letters where the servlet API's own text takes Latin ones. */
  @ParameterizedTest
  @EnumSource(names = "JETTY_12")
  void whatIsPrintedHasTheContainersLetters(Container container) throws Exception {
    try (Host host = start(container)) {
      Client client = Client.of(host.url().resolve("/repo/releases/"));
      assertThat(client.send("GET", "printed.bin").body()).asString().isEqualTo("5 \u20ac\r\n");
    }
    assertThat(Told.of(spool).events().stream().map(each -> say(each)))
        .containsExactly("artifact.downloaded printed.bin by null, downloaded, null");
  }
}
