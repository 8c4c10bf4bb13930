package io.repohook.channel.webhook;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.repohook.channel.Attempt;
import io.repohook.channel.Outcome;
import io.repohook.channel.Reason;
import io.repohook.channel.http.RawReceiver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.net.ServerSocketFactory;
import javax.net.ssl.SSLServerSocket;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A receiver that lets in nobody without a certificate of an authority that it knows. */
class WebhookClientCertificateTest {
  private static final HeldCertificate AUTHORITY =
      new HeldCertificate.Builder().certificateAuthority(0).commonName("clients").build();
  private static final HeldCertificate EC = client(new HeldCertificate.Builder().ecdsa256());
  private static final HeldCertificate RSA = client(new HeldCertificate.Builder().rsa2048());
  private static final HeldCertificate SERVER =
      new HeldCertificate.Builder().addSubjectAlternativeName("127.0.0.1").build();

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

  private static HeldCertificate client(HeldCertificate.Builder builder) {
    return builder.commonName("repohook").signedBy(AUTHORITY).build();
  }

  @ParameterizedTest
  @ValueSource(strings = {"EC", "RSA"})
  void whoShowsACertificateIsLetIn(String kind) throws Exception {
    HeldCertificate client = kind.equals("EC") ? EC : RSA;
    Path cert = file("client.pem", client.certificatePem());
    Path key = file("client.key", client.privateKeyPkcs8Pem());

    assertLetIn("client_cert: " + cert, "client_key: " + key);
  }

  @Test
  void theKeyMayStandInTheCertificatesFile() throws Exception {
    Path both = file("client.pem", EC.privateKeyPkcs8Pem() + EC.certificatePem());

    assertLetIn("client_cert: " + both);
  }

  @Test
  void bothMayBeReferences() throws Exception {
    fixture.secret("cert", EC.certificatePem()).secret("key", EC.privateKeyPkcs8Pem());

    assertLetIn("client_cert: ${file:cert}", "client_key: ${file:key}");
  }

  private void assertLetIn(String... lines) throws Exception {
    try (RawReceiver receiver = receiver()) {
      Attempt attempt = send(receiver, lines);

      assertThat(attempt.outcome()).as(attempt.detail()).isEqualTo(new Outcome.Delivered());
      assertThat(receiver.requests()).hasSize(1);
    }
  }

  @Test
  void whoShowsNoneIsNot() throws Exception {
    assertKeptOut();
  }

  @Test
  void whoShowsAStrangersIsNot() throws Exception {
    HeldCertificate stranger = new HeldCertificate.Builder().commonName("stranger").build();
    Path both = file("client.pem", stranger.privateKeyPkcs8Pem() + stranger.certificatePem());

    assertKeptOut("client_cert: " + both);
  }

  private void assertKeptOut(String... lines) throws Exception {
    try (RawReceiver receiver = receiver()) {
      Attempt attempt = send(receiver, lines);

      // The receiver hangs up after its alert; which of the two comes first is up to the network.
      assertThat(attempt.outcome().reason()).isIn(Reason.TLS_FAILED, Reason.CONNECTION_FAILED);
      assertThat(receiver.requests()).isEmpty();
    }
  }

  @Test
  void eachWrongCertificateOrKeyIsAProblem() throws Exception {
    Path cert = file("client.pem", EC.certificatePem());
    Path key = file("client.key", EC.privateKeyPkcs8Pem());
    Path rsa = file("rsa.key", RSA.privateKeyPkcs8Pem());
    Path other = file("other.key", client(new HeldCertificate.Builder()).privateKeyPkcs8Pem());
    Path pkcs1 = file("pkcs1.key", RSA.privateKeyPkcs1Pem());
    Path junk =
        file("junk.key", "-----BEGIN PRIVATE KEY-----\nczNjcmV0\n-----END PRIVATE KEY-----\n");

    problem("client_key: a key without a certificate", "client_key: " + key);
    problem("client_cert: not an absolute path", "client_cert: client.pem");
    problem("client_cert: that file cannot be read", "client_cert: /nowhere/client.pem");
    problem("client_cert: holds no certificate", "client_cert: " + key);
    problem("client_cert: holds no key in PKCS #8", "client_cert: " + cert);
    problem("client_key: holds no key", "client_cert: " + cert, "client_key: " + cert);
    problem("client_key: holds no key in PKCS #8", "client_cert: " + cert, "client_key: " + pkcs1);
    problem("client_key: not the key of that", "client_cert: " + cert, "client_key: " + other);
    problem("client_key: not the key of that", "client_cert: " + cert, "client_key: " + rsa);
    problem("client_key: not the key of that", "client_cert: " + cert, "client_key: " + junk);
  }

  private void problem(String wrong, String... lines) {
    WebhookFixture.Result result = fixture.read(with("https://ci.example.com/", lines));

    assertThat(result.channel()).isEmpty();
    assertThat(result.errors())
        .singleElement()
        .asString()
        .startsWith("repositories/ocean.yaml:")
        .contains("subscriptions.ci." + wrong)
        .doesNotContain("czNjcmV0");
  }

  @Test
  void theDescriptionShowsWhereTheCertificateIsAndNothingOfTheKey() throws Exception {
    Path both = file("client.pem", EC.privateKeyPkcs8Pem() + EC.certificatePem());
    fixture.secret("cert", EC.certificatePem() + EC.privateKeyPkcs8Pem());

    assertThat(fixture.channel(with("https://a.example.com/", "client_cert: " + both)).describe())
        .containsEntry("client_cert", both.toString())
        .doesNotContainKey("client_key");
    assertThat(
            fixture.channel(with("https://a.example.com/", "client_cert: ${file:cert}")).describe())
        .containsEntry("client_cert", "${file:cert}");
  }

  private Attempt send(RawReceiver receiver, String... lines) throws IOException {
    String ca = "ca: " + file("ca.pem", SERVER.certificatePem());
    String url = "https://127.0.0.1:" + receiver.port() + "/\n    " + ca;
    return WebhookFixture.send(fixture.channel(with(url, lines)));
  }

  private static String[] with(String url, String... lines) {
    String[] all = new String[lines.length + 1];
    all[0] = "webhook: " + url;
    System.arraycopy(lines, 0, all, 1, lines.length);
    return all;
  }

  private Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private static RawReceiver receiver() throws IOException {
    ServerSocketFactory sockets =
        new HandshakeCertificates.Builder()
            .heldCertificate(SERVER)
            .addTrustedCertificate(AUTHORITY.certificate())
            .build()
            .sslContext()
            .getServerSocketFactory();
    return new RawReceiver(
        new AskingForCertificates(sockets),
        (request, out) -> {
          out.write("HTTP/1.1 204 No Content\r\n\r\n".getBytes(ISO_8859_1));
          return true;
        });
  }

  /** Makes sockets that let in nobody without a certificate. */
  private static final class AskingForCertificates extends ServerSocketFactory {
    private final ServerSocketFactory sockets;

    AskingForCertificates(ServerSocketFactory sockets) {
      this.sockets = sockets;
    }

    @Override
    public ServerSocket createServerSocket(int port) throws IOException {
      return asking(sockets.createServerSocket(port));
    }

    @Override
    public ServerSocket createServerSocket(int port, int backlog) throws IOException {
      return asking(sockets.createServerSocket(port, backlog));
    }

    @Override
    public ServerSocket createServerSocket(int port, int backlog, InetAddress address)
        throws IOException {
      return asking(sockets.createServerSocket(port, backlog, address));
    }

    private static ServerSocket asking(ServerSocket socket) {
      ((SSLServerSocket) socket).setNeedClientAuth(true);
      return socket;
    }
  }
}
