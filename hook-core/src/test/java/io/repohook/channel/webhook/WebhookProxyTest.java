package io.repohook.channel.webhook;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.repohook.channel.Attempt;
import io.repohook.channel.Outcome;
import io.repohook.channel.Reason;
import io.repohook.channel.http.ConnectProxy;
import io.repohook.channel.http.RawReceiver;
import io.repohook.config.Cidr;
import io.repohook.config.Network;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebhookProxyTest {
  private static final String OK = "HTTP/1.1 204 No Content\r\n\r\n";

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

  /** The name is known to the proxy alone; the receiver's certificate is checked all the same. */
  @Test
  void httpsGoesThroughATunnelInWhichTheProxySeesNothing() throws Exception {
    HeldCertificate held =
        new HeldCertificate.Builder().addSubjectAlternativeName("ci.invalid").build();
    Path ca = Files.writeString(folder.resolve("ca.pem"), held.certificatePem());
    try (RawReceiver receiver = tls(held);
        ConnectProxy proxy = ConnectProxy.to(receiver.port())) {
      Attempt attempt =
          WebhookFixture.send(
              fixture.channel(
                  "webhook: https://ci.invalid/hooks/s3cret",
                  "ca: " + ca,
                  "proxy: " + proxy.url()));

      assertThat(attempt.outcome()).as(attempt.detail()).isEqualTo(new Outcome.Delivered());
      assertThat(receiver.requests()).singleElement().asString().startsWith("POST /hooks/s3cret ");
      assertThat(proxy.heads())
          .singleElement()
          .asString()
          .startsWith("CONNECT ci.invalid:443 HTTP/1.1\r\n")
          .doesNotContain("s3cret")
          .doesNotContain("webhook-");
    }
  }

  @Test
  void theTunnelsEndMustBeWhoItSaysItIs() throws Exception {
    HeldCertificate other =
        new HeldCertificate.Builder().addSubjectAlternativeName("other.invalid").build();
    Path ca = Files.writeString(folder.resolve("ca.pem"), other.certificatePem());
    try (RawReceiver receiver = tls(other);
        ConnectProxy proxy = ConnectProxy.to(receiver.port())) {
      Attempt attempt =
          WebhookFixture.send(
              fixture.channel(
                  "webhook: https://ci.invalid/", "ca: " + ca, "proxy: " + proxy.url()));

      assertThat(attempt.outcome().reason()).isEqualTo(Reason.TLS_FAILED);
      assertThat(receiver.requests()).isEmpty();
    }
  }

  @Test
  void plainHttpIsTheProxysToPassOn() throws Exception {
    fixture.network(new Network(Set.of("jenkins.invalid"), List.of(), List.of()));
    try (RawReceiver receiver = RawReceiver.always(OK);
        ConnectProxy proxy = ConnectProxy.to(receiver.port())) {
      Attempt attempt =
          WebhookFixture.send(
              fixture.channel("webhook: http://jenkins.invalid/x", "proxy: " + proxy.url()));

      assertThat(attempt.outcome()).isEqualTo(new Outcome.Delivered());
      assertThat(proxy.heads())
          .singleElement()
          .asString()
          .startsWith("POST http://jenkins.invalid/x HTTP/1.1\r\n");
    }
  }

  /** The proxy is at 127.0.0.2, which is allowed; where the name leads, 127.0.0.1, is not. */
  @Test
  void whatResolvesBadlyHereIsRefused() throws Exception {
    fixture.network(network("127.0.0.0/8", "127.0.0.2/32"));
    try (ConnectProxy proxy = ConnectProxy.at(InetAddress.getByName("127.0.0.2"), 1)) {
      Attempt attempt =
          WebhookFixture.send(
              fixture.channel("webhook: https://localhost/", "proxy: " + proxy.url()));

      assertThat(attempt.outcome()).isEqualTo(new Outcome.Retry(Reason.ADDRESS_REFUSED, null));
      assertThat(proxy.heads()).isEmpty();
    }
  }

  @Test
  void aProxyAtARefusedAddressIsNotAsked() throws Exception {
    fixture.network(network("127.0.0.0/8", "192.0.2.1/32"));
    try (ConnectProxy proxy = ConnectProxy.to(1)) {
      Attempt attempt =
          WebhookFixture.send(
              fixture.channel(
                  "webhook: https://ci.invalid/", "proxy: http://localhost:" + proxy.port()));

      assertThat(attempt.outcome()).isEqualTo(new Outcome.Retry(Reason.ADDRESS_REFUSED, null));
      assertThat(proxy.heads()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({"403 Forbidden,403", "407 Proxy Authentication Required,authenticate"})
  void aProxyThatRefusesIsABrokenConnection(String status, String detail) throws Exception {
    try (ConnectProxy proxy = ConnectProxy.refusing(status)) {
      Attempt attempt =
          WebhookFixture.send(
              fixture.channel("webhook: https://ci.invalid/", "proxy: " + proxy.url()));

      assertThat(attempt.outcome()).isEqualTo(new Outcome.Retry(Reason.CONNECTION_FAILED, null));
      assertThat(attempt.status()).isNull();
      assertThat(attempt.detail()).contains(detail);
      assertThat(proxy.heads()).hasSize(1);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "https://ci.example.com/|proxy.example.com:3128|not the URL of an HTTP proxy",
        "https://ci.example.com/|https://proxy.example.com|not the URL of an HTTP proxy",
        "https://ci.example.com/|socks5://proxy.example.com|not the URL of an HTTP proxy",
        "https://ci.example.com/|http://u:s3cret@proxy.example.com|a user or password",
        "https://ci.example.com/|http://proxy.example.com/x|more than a host and a port",
        "https://ci.example.com/|http://169.254.169.254:80|a metadata service",
        "https://192.0.2.7/|http://proxy.example.com:3128|the URL has an address",
        "http://127.0.0.1/|http://proxy.example.com:3128|the URL has an address",
        "\"https://[2001:db8::1]/\"|http://proxy.example.com:3128|the URL has an address",
      })
  void eachWrongProxyIsAProblem(String url, String proxy, String problem) {
    WebhookFixture.Result result = fixture.read("webhook: " + url, "proxy: " + proxy);

    assertThat(result.channel()).isEmpty();
    assertThat(result.errors())
        .singleElement()
        .asString()
        .startsWith("repositories/ocean.yaml:4: subscriptions.ci.proxy: ")
        .contains(problem)
        .doesNotContain("s3cret");
  }

  @Test
  void theDescriptionNamesTheProxy() {
    assertThat(
            fixture
                .channel("webhook: https://ci.example.com/", "proxy: http://proxy.example.com:3128")
                .describe())
        .containsEntry("proxy", "http://proxy.example.com:3128");
  }

  private static Network network(String deny, String allow) {
    return new Network(Set.of(), List.of(Cidr.parse(deny)), List.of(Cidr.parse(allow)));
  }

  private static RawReceiver tls(HeldCertificate held) throws Exception {
    return new RawReceiver(
        new HandshakeCertificates.Builder()
            .heldCertificate(held)
            .build()
            .sslContext()
            .getServerSocketFactory(),
        (request, out) -> {
          out.write(OK.getBytes(ISO_8859_1));
          return true;
        });
  }
}
