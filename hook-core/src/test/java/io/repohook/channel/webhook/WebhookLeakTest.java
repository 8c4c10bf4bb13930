package io.repohook.channel.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.repohook.channel.Attempt;
import io.repohook.channel.Body;
import io.repohook.channel.Channel;
import io.repohook.channel.Message;
import io.repohook.channel.http.RawReceiver;
import io.repohook.config.Network;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URLEncoder;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.logging.ConsoleHandler;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.Logger;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every secret of the subscription contains this word, and nothing that is seen does. */
class WebhookLeakTest {
  private static final String WORD = "s3cret";
  // Cleartext, and for the password "s3cret-basic" in Basic's Base64.
  private static final List<String> FORBIDDEN = List.of(WORD, "bWU6czNjcmV0LWJhc2lj");

  @TempDir Path folder;
  private WebhookFixture fixture;
  private final PrintStream stderr = System.err;
  private final ByteArrayOutputStream logged = new ByteArrayOutputStream();
  private final Logger root = Logger.getLogger("");
  private final Level level = root.getLevel();
  private Handler handler;

  @BeforeEach
  void setUp() {
    System.setErr(new PrintStream(logged, true, UTF_8));
    handler = new ConsoleHandler();
    handler.setLevel(Level.INFO);
    root.addHandler(handler);
    fixture =
        new WebhookFixture(folder)
            .network(new Network(Set.of("localhost"), List.of(), List.of()))
            .secret("path", "T0/s3cret-path/B0")
            .secret("query", "s3cret+query/ü")
            .secret("sign", "whsec_czNjcmV0LXNpZ25pbmctaGVyZQ==")
            .secret("old", "s3cret-old-signing")
            .secret("bearer", "s3cret-bearer\"quoted\"/x")
            .secret("basic", "bWU6czNjcmV0LWJhc2lj");
  }

  @AfterEach
  void tearDown() {
    root.removeHandler(handler);
    root.setLevel(level);
    System.setErr(stderr);
    fixture.close();
  }

  private Channel channel(String origin) {
    return fixture.channel(
        "webhook: \"" + origin + "/a/${file:path}?t=${file:query}&k=s3cret-literal\"",
        "secret: ['${file:sign}', '${file:old}']",
        "headers:",
        "  Authorization: Basic ${file:basic}",
        "  X-Bearer: Bearer ${file:bearer}",
        "  X-Literal: s3cret-header",
        "timeout: 5s");
  }

  @Test
  void aReceiverThatEchoesTheRequestLeaksNothing() throws Exception {
    try (RawReceiver receiver =
        new RawReceiver(
            (request, out) -> {
              String escaped =
                  request.replace("\\", "\\\\").replace("\"", "\\\"").replace("/", "\\/");
              byte[] echo =
                  (request + "\n" + escaped + "\n" + URLEncoder.encode(request, UTF_8))
                      .getBytes(UTF_8);
              out.write(
                  ("HTTP/1.1 500 Echo\r\nContent-Length: " + echo.length + "\r\n\r\n")
                      .getBytes(UTF_8));
              out.write(echo);
              return true;
            })) {
      Attempt attempt = sendAndCheck("http://127.0.0.1:" + receiver.port());

      assertThat(receiver.requests().get(0)).as("the request itself has them").contains(WORD);
      assertThat(attempt.detail()).contains("POST").contains("****");
    }
  }

  @Test
  void aRefusedConnectionLeaksNothing() throws Exception {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    sendAndCheck("http://127.0.0.1:" + port);
  }

  @Test
  void anUnknownHostLeaksNothing() {
    sendAndCheck("https://ci.invalid");
  }

  @Test
  void aFailedHandshakeLeaksNothing() throws Exception {
    HeldCertificate held =
        new HeldCertificate.Builder().addSubjectAlternativeName("127.0.0.1").build();
    try (RawReceiver receiver =
        new RawReceiver(
            new HandshakeCertificates.Builder()
                .heldCertificate(held)
                .build()
                .sslContext()
                .getServerSocketFactory(),
            (request, out) -> false)) {
      sendAndCheck("https://127.0.0.1:" + receiver.port());
    }
  }

  @Test
  void garbageThatQuotesTheRequestLeaksNothing() throws Exception {
    try (RawReceiver receiver =
        new RawReceiver(
            (request, out) -> {
              out.write(request.getBytes(UTF_8));
              return false;
            })) {
      sendAndCheck("http://127.0.0.1:" + receiver.port());
    }
  }

  @Test
  void aUrlThatIsOneSecretLeaksNothing() throws Exception {
    fixture.secret("url", "https://ci.invalid/services/s3cret-a/s3cret-b?s3cret-c");
    Channel channel = fixture.channel("webhook: ${file:url}");

    assertClean(channel.describe().toString(), channel.endpoint(), channel.toString());
    assertThat(WebhookFixture.send(channel).toString()).doesNotContain(WORD);
    assertThat(channel.describe()).containsEntry("webhook", "${file:url}");
  }

  @Test
  void aHeaderThatNoRequestCanHaveLeaksNothing() {
    Channel channel = fixture.channel("webhook: https://ci.invalid");
    Body body = new Body("text/plain", Map.of("X-Token", "s3cret-ü"), new byte[0]);

    assertThatThrownBy(() -> channel.send(new Message("dlv_1", body)))
        .hasMessageContaining("X-Token")
        .hasMessageNotContaining(WORD)
        .hasNoCause();
  }

  private Attempt sendAndCheck(String origin) {
    Channel channel = channel(origin);
    Attempt attempt = WebhookFixture.send(channel);
    assertThat(attempt.detail()).isNotEmpty();
    assertClean(
        attempt.toString(), channel.describe().toString(), channel.endpoint(), channel.toString());
    System.err.flush();
    handler.flush();
    assertClean(logged.toString(UTF_8));
    return attempt;
  }

  private static void assertClean(String... seen) {
    for (String text : seen) {
      assertThat(text).doesNotContainIgnoringCase(FORBIDDEN.toArray(String[]::new));
    }
  }
}
