package io.repohook.channel.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.repohook.channel.Attempt;
import io.repohook.channel.Outcome;
import io.repohook.channel.Reason;
import io.repohook.channel.http.RawReceiver;
import io.repohook.config.Cidr;
import io.repohook.config.Network;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import javax.net.ServerSocketFactory;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class WebhookFailureTest {
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";

  @TempDir Path folder;
  private WebhookFixture fixture;

  @BeforeEach
  void setUp() {
    fixture = new WebhookFixture(folder);
  }

  @AfterEach
  void tearDown() {
    fixture.close();
  }

  @Test
  void nobodyListens() throws Exception {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    assertThat(retryReason("webhook: http://127.0.0.1:" + port))
        .isEqualTo(Reason.CONNECTION_FAILED);
  }

  @Test
  void theNameHasNoAddress() {
    // RFC 6761 reserves the domain: no name below it ever has an address.
    assertThat(retryReason("webhook: https://ci.invalid/x")).isEqualTo(Reason.UNKNOWN_HOST);
  }

  @Test
  void theNameLeadsToADeniedAddress() throws Exception {
    fixture.network(
        new Network(
            Set.of("localhost"), List.of(Cidr.parse("127.0.0.0/8"), Cidr.parse("::1")), List.of()));
    try (RawReceiver receiver = RawReceiver.always(OK)) {
      assertThat(retryReason("webhook: http://localhost:" + receiver.port()))
          .isEqualTo(Reason.ADDRESS_REFUSED);
      assertThat(receiver.connections()).isZero();
    }
  }

  @Test
  void aNumberThatIsAnAddressIsRefusedToo() {
    // 169.254.169.254 as the platform's resolver also reads it.
    assertThat(retryReason("webhook: https://2852039166/x")).isEqualTo(Reason.ADDRESS_REFUSED);
  }

  @Test
  void theCertificateIsNotTrusted() throws Exception {
    HeldCertificate held = certificate("127.0.0.1");
    try (RawReceiver receiver = new RawReceiver(tls(held), WebhookFailureTest::ok)) {
      assertThat(retryReason("webhook: https://127.0.0.1:" + receiver.port()))
          .isEqualTo(Reason.TLS_FAILED);
      assertThat(receiver.requests()).isEmpty();
    }
  }

  @Test
  void theOtherEndSpeaksNoTls() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      CompletableFuture<Void> talker =
          CompletableFuture.runAsync(
              () -> {
                try (Socket connection = server.accept()) {
                  connection.getOutputStream().write(OK.getBytes(UTF_8));
                  connection.getInputStream().readAllBytes();
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });

      assertThat(retryReason("webhook: https://127.0.0.1:" + server.getLocalPort()))
          .isEqualTo(Reason.TLS_FAILED);
      assertThat(talker).succeedsWithin(Duration.ofSeconds(60));
    }
  }

  @Test
  void anAuthorityOfOnesOwnIsTrustedForItsNamesOnly() throws Exception {
    HeldCertificate held = certificate("127.0.0.1");
    HeldCertificate elsewhere = certificate("elsewhere.example");
    try (RawReceiver receiver = new RawReceiver(tls(held), WebhookFailureTest::ok);
        RawReceiver other = new RawReceiver(tls(elsewhere), WebhookFailureTest::ok)) {
      Path pem = folder.resolve("ca.pem");
      Files.writeString(pem, held.certificatePem() + elsewhere.certificatePem());

      assertThat(outcome("webhook: https://127.0.0.1:" + receiver.port(), "ca: " + pem))
          .isEqualTo(new Outcome.Delivered());
      assertThat(retryReason("webhook: https://127.0.0.1:" + other.port(), "ca: " + pem))
          .isEqualTo(Reason.TLS_FAILED);
    }
  }

  @Test
  void withoutVerificationAnyoneIsBelieved() throws Exception {
    HeldCertificate elsewhere = certificate("elsewhere.example");
    try (RawReceiver receiver = new RawReceiver(tls(elsewhere), WebhookFailureTest::ok)) {
      assertThat(outcome("webhook: https://127.0.0.1:" + receiver.port(), "verify_ssl: false"))
          .isEqualTo(new Outcome.Delivered());
    }
  }

  private Reason retryReason(String... lines) {
    Attempt attempt = WebhookFixture.send(fixture.channel(lines));
    assertThat(attempt.outcome()).isInstanceOf(Outcome.Retry.class);
    assertThat(attempt.status()).isNull();
    assertThat(attempt.detail()).isNotEmpty();
    return attempt.outcome().reason();
  }

  private Outcome outcome(String... lines) {
    return WebhookFixture.send(fixture.channel(lines)).outcome();
  }

  private static boolean ok(String request, OutputStream out) throws IOException {
    out.write(OK.getBytes(UTF_8));
    return !request.isEmpty();
  }

  private static HeldCertificate certificate(String name) {
    return new HeldCertificate.Builder().addSubjectAlternativeName(name).build();
  }

  private static ServerSocketFactory tls(HeldCertificate held) {
    return new HandshakeCertificates.Builder()
        .heldCertificate(held)
        .build()
        .sslContext()
        .getServerSocketFactory();
  }
}
