package io.repohook.artifact.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Uploads as HTTP/1.1 has them and few clients send them. */
class OddUploadsTest extends HostTest {

  @ParameterizedTest
  @EnumSource
  void whoWaitsToBeAskedForTheBodyUploadsWhatHeIsAskedFor(Container container) throws Exception {
    try (Host host = container.serveFolder(temporary, spool)) {
      String put = head("Expect: 100-continue", "Content-Length: 5");
      Client client = Client.of(host.url());
      assertThat(client.raw(put.formatted("asked.zip"), "12345")).contains(" 201");
      // There is a folder of that name.
      assertThat(client.raw(put.formatted("tools"), "12345")).contains(" 40");
      assertThat(host.folder().resolve("releases/asked.zip")).hasSize(5);
    }
    assertThat(told()).containsExactly("artifact.uploaded asked.zip by null, created, 5");
  }

  @ParameterizedTest
  @EnumSource
  void chunksHaveExtensionsAndTrailersThatAreNoPartOfTheFile(Container container) throws Exception {
    String put = head("Trailer: X-Sum", "Transfer-Encoding: chunked");
    try (Host host = container.serveFolder(temporary, spool)) {
      Client client = Client.of(host.url());
      assertThat(
              client.raw(
                  put.formatted("chunked.zip")
                      + "5;name=\"value\"\r\n12345\r\n3\r\n678\r\n0\r\nX-Sum: 36\r\n\r\n"))
          .contains(" 201");
      Path file = host.folder().resolve("releases/chunked.zip");
      assertThat(file).hasContent("12345678");
      assertThat(client.raw(put.formatted("broken.zip") + "5\r\n12345\r\nno length\r\n\r\n"))
          .doesNotContain(" 20");
      client.abort(put.formatted("cut.zip") + "5\r\n12345\r\n", 0);
    }
    assertThat(told()).containsExactly("artifact.uploaded chunked.zip by null, created, 8");
  }

  private static String head(String one, String other) {
    return String.join(
        "\r\n", "PUT /releases/%s HTTP/1.1", "Host: x", "Connection: close", one, other, "", "");
  }
}
