package io.repohook.artifact.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** Applications that use more of the servlet API than to write bytes and return. */
class OddAnswersTest extends HostTest {
  @ParameterizedTest
  @EnumSource
  void anAnswerIsAsItWouldBeWithoutUsAndToldWhenItIsWhole(Container container) throws Exception {
    try (Host host = start(container, "OddServlet")) {
      Client client = Client.of(host.url().resolve("/repo/releases/"));
      assertThat(client.send("GET", "begun-anew.bin").body()).hasSize(5);
      assertThat(client.send("GET", "length-taken-back.bin").body()).hasSize(6);
    }
    assertThat(told())
        .containsExactly(
            "artifact.downloaded begun-anew.bin by null, downloaded, 5",
            "artifact.downloaded length-taken-back.bin by null, downloaded, 6");
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "TOMCAT_9_WITH_JAVAX")
  void buffersAreReadAndWrittenAsWithoutUs(Container container) throws Exception {
    try (Host host = container.with(BufferServlet.class, temporary, spool)) {
      Client client = Client.of(host.url().resolve("/repo/releases/"));
      assertThat(client.send("GET", "buffer.bin").body()).hasSize(7);
      assertThat(client.send("GET", "direct-buffer.bin").body()).hasSize(8);
      assertThat(client.put("read-into-buffer.bin", 9)).isEqualTo(201);
    }
    assertThat(told())
        .containsExactly(
            "artifact.downloaded buffer.bin by null, downloaded, 7",
            "artifact.downloaded direct-buffer.bin by null, downloaded, 8",
            "artifact.uploaded read-into-buffer.bin by null, created, 9");
  }

  /** The filter is asked for each dispatch here; the client has made one request. */
  @ParameterizedTest
  @EnumSource
  void whatIsForwardedOrIncludedIsToldOnceByThePathOfTheClient(Container container)
      throws Exception {
    try (Host host = start(container, "OddServlet")) {
      Client client = Client.of(host.url().resolve("/repo/releases/"));
      assertThat(client.send("GET", "forwarded.bin").body()).hasSize(5);
      assertThat(client.send("GET", "included.bin").body()).hasSize(9);
    }
    assertThat(told())
        .containsExactly(
            "artifact.downloaded forwarded.bin by null, downloaded, 5",
            "artifact.downloaded included.bin by null, downloaded, 9");
  }

  /** Where the page itself, too, lies in the repository and is asked for past us. */
  @ParameterizedTest
  @EnumSource
  void anErrorPageIsNoDownload(Container container) throws Exception {
    try (Host host = start(container, "OddServlet")) {
      Client client = Client.of(host.url().resolve("/repo/releases/"));
      for (String each : List.of("missing.bin", "failing.bin")) {
        assertThat(client.send("GET", each).body()).hasSize(30);
        // Jetty makes no page for these.
        assertThat(client.send("PUT", each).body()).hasSizeLessThanOrEqualTo(30);
        assertThat(client.send("DELETE", each).body()).hasSizeLessThanOrEqualTo(30);
      }
      assertThat(client.send("GET", "five.bin").body()).hasSize(5);
    }
    assertThat(told()).containsExactly("artifact.downloaded five.bin by null, downloaded, 5");
  }

  /** The application's own path, too, is taken by containers in whatever way it is written. */
  @ParameterizedTest
  @EnumSource
  void nobodyEscapesByTheWayInWhichHeWritesThePath(Container container) throws Exception {
    try (Host host = start(container, "OddServlet")) {
      Client client = Client.of(host.url());
      String put =
          "PUT %s HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\nContent-Length: 1\r\n\r\nx";
      assertThat(client.raw(put.formatted("/%72epo/releases/plain.bin"))).contains("201");
      assertThat(client.raw(put.formatted("/repo/%72eleases/plain.bin"))).contains("201");
    }
    assertThat(told())
        .containsExactly(
            "artifact.uploaded plain.bin by null, created, 1",
            "artifact.uploaded plain.bin by null, created, 1");
  }

  /** A part of a file is not as large as the file. */
  @ParameterizedTest
  @EnumSource
  void thePartsOfAnUploadHaveNoSize(Container container) throws Exception {
    try (Host host = start(container, "OddServlet")) {
      assertThat(
              Client.of(host.url())
                  .send("PUT", "/repo/releases/plain.bin", "Content-Range", "bytes 5-6/100")
                  .statusCode())
          .isEqualTo(201);
    }
    assertThat(told()).containsExactly("artifact.uploaded plain.bin by null, created, null");
  }

  /** Jetty takes all letters where the servlet API's own text takes Latin ones. */
  @ParameterizedTest
  @EnumSource(names = "JETTY_12")
  void whatIsPrintedHasTheContainersLetters(Container container) throws Exception {
    try (Host host = start(container, "OddServlet")) {
      Client client = Client.of(host.url().resolve("/repo/releases/"));
      assertThat(client.send("GET", "printed.bin").body()).asString().isEqualTo("5 \u20ac\r\n");
    }
    assertThat(told()).containsExactly("artifact.downloaded printed.bin by null, downloaded, null");
  }
}
