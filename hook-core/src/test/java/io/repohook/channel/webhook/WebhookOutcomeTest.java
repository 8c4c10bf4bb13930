package io.repohook.channel.webhook;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.repohook.channel.Attempt;
import io.repohook.channel.Channel;
import io.repohook.channel.Outcome;
import io.repohook.channel.Reason;
import io.repohook.channel.http.RawReceiver;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookOutcomeTest {
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

  static IntStream finalStatuses() {
    return IntStream.rangeClosed(200, 599);
  }

  @ParameterizedTest
  @MethodSource("finalStatuses")
  void eachStatusHasItsOutcomeAfterOneRequest(int status) throws Exception {
    try (RawReceiver receiver = RawReceiver.always(response(status))) {
      Attempt attempt = WebhookFixture.send(fixture.channel("webhook: " + receiver.url()));

      assertThat(attempt.outcome()).isEqualTo(expected(status));
      assertThat(attempt.status()).isEqualTo(status);
      assertThat(receiver.requests()).hasSize(1);
    }
  }

  private static Outcome expected(int status) {
    if (status < 300) {
      return new Outcome.Delivered();
    }
    if (Set.of(400, 405, 413, 414, 415, 422).contains(status)) {
      return new Outcome.Failed(Reason.REJECTED);
    }
    if (status == 410) {
      return new Outcome.Failed(Reason.GONE);
    }
    Reason reason =
        status < 400
            ? Reason.REDIRECTED
            : status >= 500
                ? Reason.SERVER_ERROR
                : status == 401 || status == 403
                    ? Reason.UNAUTHORIZED
                    : status == 404
                        ? Reason.NOT_FOUND
                        : status == 429 ? Reason.RATE_LIMITED : Reason.UNEXPECTED_STATUS;
    return new Outcome.Retry(reason, null);
  }

  @ParameterizedTest
  @ValueSource(ints = {100, 102, 103, 150, 199})
  void anInterimStatusIsNotYetTheAnswer(int interim) throws Exception {
    String response = "HTTP/1.1 " + interim + " Interim\r\n\r\n" + response(204);
    try (RawReceiver receiver = RawReceiver.always(response)) {
      Attempt attempt = WebhookFixture.send(fixture.channel("webhook: " + receiver.url()));

      assertThat(attempt.status()).isEqualTo(204);
      assertThat(receiver.requests()).hasSize(1);
    }
  }

  @Test
  void anotherProtocolIsNoAnswer() throws Exception {
    try (RawReceiver receiver =
        RawReceiver.always(
            "HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: x\r\n\r\n")) {
      Attempt attempt = WebhookFixture.send(fixture.channel("webhook: " + receiver.url()));

      assertThat(attempt.outcome()).isEqualTo(new Outcome.Retry(Reason.UNEXPECTED_STATUS, null));
      assertThat(receiver.requests()).hasSize(1);
    }
  }

  @Test
  void successWithABodyThatMayNotBeIsSuccess() throws Exception {
    try (RawReceiver receiver =
        RawReceiver.always("HTTP/1.1 204 No\r\nContent-Length: 2\r\n\r\nok")) {
      Attempt attempt = WebhookFixture.send(fixture.channel("webhook: " + receiver.url()));

      assertThat(attempt.outcome()).isEqualTo(new Outcome.Delivered());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "503|Retry-After: 0|0",
        "503|Retry-After: 120|120",
        "429|Retry-After: 86400|86400",
        "500|Retry-After: 00000000000000000007|7",
        "302|Retry-After: 9|9",
        "404|Retry-After: 9|9",
        "503|Retry-After: 99999999999999999999999|31536000",
        "503|Retry-After: Sun, 22 Nov 2026 10:01:00 GMT|59",
        "503|Retry-After: Sun, 22 Nov 2020 10:01:00 GMT|0",
        "503|Retry-After: Sun, 22 Nov 2099 10:01:00 GMT|31536000",
        "503|Retry-After: -5|",
        "503|Retry-After: soon|",
        "503|Retry-After:|",
      })
  void retryAfterIsObeyedInFull(int status, String header, Long seconds) throws Exception {
    try (RawReceiver receiver = RawReceiver.always(response(status, header))) {
      Attempt attempt = WebhookFixture.send(fixture.channel("webhook: " + receiver.url()));

      Duration wait = ((Outcome.Retry) attempt.outcome()).notBefore();
      assertThat(wait == null ? null : Long.valueOf(wait.toSeconds())).isEqualTo(seconds);
      assertThat(receiver.requests()).hasSize(1);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 303, 307, 308, 401, 407, 408, 421, 503})
  void noStatusMakesTheClientSendAgain(int status) throws Exception {
    String[] headers = {
      "Retry-After: 0", "Location: /else", "WWW-Authenticate: Basic", "Proxy-Authenticate: Basic"
    };
    try (RawReceiver receiver = RawReceiver.always(response(status, headers))) {
      Channel channel = fixture.channel("webhook: " + receiver.url());
      WebhookFixture.send(channel);
      WebhookFixture.send(channel);

      assertThat(receiver.requests()).hasSize(2);
      assertThat(receiver.connections()).isEqualTo(1);
    }
  }

  @Test
  void aConnectionThatBreaksWithoutAnAnswerIsNotTriedAgain() throws Exception {
    try (RawReceiver receiver = new RawReceiver((request, out) -> false)) {
      Attempt attempt = WebhookFixture.send(fixture.channel("webhook: " + receiver.url()));

      assertThat(attempt.outcome()).isEqualTo(new Outcome.Retry(Reason.CONNECTION_FAILED, null));
      assertThat(receiver.requests()).hasSize(1);
    }
  }

  @Test
  void aReusedConnectionThatBreaksIsNotTriedAgain() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    try (RawReceiver receiver =
        new RawReceiver(
            (request, out) -> {
              if (asked.incrementAndGet() == 1) {
                out.write(response(200).getBytes(ISO_8859_1));
                return true;
              }
              return false;
            })) {
      Channel channel = fixture.channel("webhook: " + receiver.url());
      Attempt first = WebhookFixture.send(channel);
      Attempt second = WebhookFixture.send(channel);

      assertThat(first.outcome()).isEqualTo(new Outcome.Delivered());
      assertThat(second.outcome()).isEqualTo(new Outcome.Retry(Reason.CONNECTION_FAILED, null));
      assertThat(receiver.requests()).hasSize(2);
      assertThat(receiver.connections()).isEqualTo(1);
    }
  }

  @Test
  void garbageIsNoAnswer() throws Exception {
    try (RawReceiver receiver = RawReceiver.always("SSH-2.0-OpenSSH_9.2\r\n\r\n")) {
      Attempt attempt = WebhookFixture.send(fixture.channel("webhook: " + receiver.url()));

      assertThat(attempt.outcome().reason()).isEqualTo(Reason.UNEXPECTED_STATUS);
      assertThat(attempt.status()).isNull();
    }
  }

  private static String response(int status, String... headers) {
    StringBuilder response = new StringBuilder("HTTP/1.1 " + status + " Status\r\n");
    for (String header : headers) {
      response.append(header).append("\r\n");
    }
    if (status != 204 && status != 304) {
      response.append("Content-Length: 0\r\n");
    }
    return response.append("\r\n").toString();
  }
}
