package io.repohook.artifact.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Applications that answer in their own time: each whole transfer is told once, no other is. */
class AsyncAnswersTest extends HostTest {
  /** More than any answer here has: its end is waited for. */
  private static final int ALL = 100_000_000;

  @ParameterizedTest
  @EnumSource
  void whatIsWholeIsToldOnce(Container container) throws Exception {
    try (Host host = start(container, "AsyncServlet")) {
      Client client = Client.of(host.url().resolve("/repo/releases/"));
      assertThat(client.send("GET", "elsewhere.bin").body()).hasSize(13);
      assertThat(client.send("GET", "announced.bin").body()).hasSize(14);
      assertThat(client.send("GET", "dispatched.bin").body()).hasSize(12);
      assertThat(client.send("GET", "twice.bin").body()).hasSize(16);
      assertThat(client.send("GET", "behind-us.bin").body()).hasSize(17);
      assertThat(client.send("GET", "written.bin").body()).hasSize(1_400_000);
      assertThat(client.put("read.bin", 300_000)).isEqualTo(201);
      assertThat(client.putInChunks("read.bin", 300_001)).isEqualTo(201);
    }
    assertThat(told())
        .containsExactly(
            "artifact.downloaded elsewhere.bin by null, downloaded, 13",
            "artifact.downloaded announced.bin by null, downloaded, 14",
            "artifact.downloaded dispatched.bin by null, downloaded, 12",
            "artifact.downloaded twice.bin by null, downloaded, 16",
            "artifact.downloaded behind-us.bin by null, downloaded, null",
            "artifact.downloaded written.bin by null, downloaded, 1400000",
            "artifact.uploaded read.bin by null, created, 300000",
            "artifact.uploaded read.bin by null, created, 300001");
  }

  @ParameterizedTest
  @EnumSource
  void whatIsNotIsNotTold(Container container) throws Exception {
    try (Host host = start(container, "AsyncServlet")) {
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
    assertThat(told()).containsExactly("artifact.downloaded elsewhere.bin by null, downloaded, 13");
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
