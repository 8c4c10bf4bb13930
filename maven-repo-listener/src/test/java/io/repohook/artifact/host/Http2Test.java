package io.repohook.artifact.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient.Version;
import java.net.http.HttpResponse;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Clients that speak HTTP/2, where many requests share a connection and one may be given up. */
class Http2Test extends HostTest {

  /** More than a client has room for that reads none of it. */
  private static final int LARGE = 40_000_000;

  @ParameterizedTest
  @EnumSource
  void whatIsDoneByHttp2IsToldAsByAnyOther(Container container) throws Exception {
    try (Host host = container.serveFolder(temporary, spool)) {
      Client client = Client.ofHttp2(host.url().resolve("releases/"));
      HttpResponse<byte[]> nothing = client.send("GET", "nothing.zip");
      assertThat(nothing.statusCode()).isEqualTo(404);
      assertThat(nothing.version()).isEqualTo(Version.HTTP_2);

      assertThat(client.put("small.zip", 5)).isEqualTo(201);
      assertThat(client.putInChunks("large.zip", LARGE)).isEqualTo(201);
      assertThat(client.send("GET", "small.zip").body()).hasSize(5);
      assertThat(client.send("GET", "large.zip").body()).hasSize(LARGE);
      client.giveUp("large.zip", 1000);
      assertThat(client.send("DELETE", "small.zip").statusCode()).isEqualTo(204);
    }
    assertThat(told())
        .containsExactly(
            "artifact.uploaded small.zip by null, created, 5",
            "artifact.uploaded large.zip by null, created, " + LARGE,
            "artifact.downloaded small.zip by null, downloaded, 5",
            "artifact.downloaded large.zip by null, downloaded, " + LARGE,
            "artifact.deleted small.zip by null, deleted, null");
  }
}
