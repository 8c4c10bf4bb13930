package io.repohook.channel.chat;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.repohook.channel.Attempt;
import io.repohook.channel.Channel;
import io.repohook.channel.http.RawReceiver;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URLEncoder;
import java.nio.file.Path;
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

/** A room's URL is a secret: each part of it has this word, and nothing that is seen does. */
public abstract class ChatLeakContract {
  private static final String WORD = "s3cret";

  @TempDir Path folder;
  private ChatFixture fixture;
  private final PrintStream stderr = System.err;
  private final ByteArrayOutputStream logged = new ByteArrayOutputStream();
  private final Logger root = Logger.getLogger("");
  private Handler handler;

  protected abstract Chat chat();

  @BeforeEach
  void setUp() {
    System.setErr(new PrintStream(logged, true, UTF_8));
    handler = new ConsoleHandler();
    handler.setLevel(Level.INFO);
    root.addHandler(handler);
    fixture = new ChatFixture(folder, chat());
  }

  @AfterEach
  void tearDown() {
    root.removeHandler(handler);
    System.setErr(stderr);
    fixture.close();
  }

  private static String url(String origin) {
    return origin + "/services/T-s3cret/B-s3cret/s3cret+x/ü-s3cret?sig=s3cret%2Fsig&s3cret-flag";
  }

  @Test
  void aReceiverThatEchoesTheRequestLeaksNothing() throws Exception {
    try (RawReceiver receiver =
        new RawReceiver(
            (request, out) -> {
              String escaped = request.replace("\"", "\\\"").replace("/", "\\/");
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

      assertThat(receiver.requests().get(0)).as("the request itself has it").contains(WORD);
      assertThat(attempt.detail()).contains("POST ****?****");
    }
  }

  @Test
  void aReceiverThatQuotesAPartLeaksNothing() throws Exception {
    String part = "no token s3cret+x of ü-s3cret, B-s3cret or s3cret/sig";
    int length = part.getBytes(UTF_8).length;
    String response = "HTTP/1.1 404 Not\r\nContent-Length: " + length + "\r\n\r\n" + part;
    try (RawReceiver receiver =
        new RawReceiver(
            (request, out) -> {
              out.write(response.getBytes(UTF_8));
              return true;
            })) {
      Attempt attempt = sendAndCheck("http://127.0.0.1:" + receiver.port());

      assertThat(attempt.detail()).isEqualTo("no token **** of ****, **** or ****");
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
  void aRefusedConnectionLeaksNothing() throws Exception {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    sendAndCheck("http://127.0.0.1:" + port);
  }

  @Test
  void anUnknownHostLeaksNothing() {
    sendAndCheck("https://chat.invalid");
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

  /** Written out and by reference, whole and in part. */
  private Attempt sendAndCheck(String origin) {
    fixture.secret("room", url(origin)).secret("path", url("").substring(1));
    check(fixture.channel(chat().key() + ": \"" + origin + "/${file:path}\"", "timeout: 5s"));
    check(fixture.channel(chat().key() + ": \"${file:room}\"", "timeout: 5s"));
    return check(fixture.channel(chat().key() + ": \"" + url(origin) + "\"", "timeout: 5s"));
  }

  private Attempt check(Channel channel) {
    Attempt attempt = ChatFixture.send(channel);
    assertThat(attempt.detail()).isNotEmpty();
    System.err.flush();
    handler.flush();
    assertThat(
            attempt
                + "\n"
                + channel.describe()
                + "\n"
                + channel.endpoint()
                + "\n"
                + channel
                + logged)
        .doesNotContainIgnoringCase(WORD);
    return attempt;
  }
}
