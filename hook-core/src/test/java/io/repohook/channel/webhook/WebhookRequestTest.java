package io.repohook.channel.webhook;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.repohook.channel.Attempt;
import io.repohook.channel.Channel;
import io.repohook.channel.Outcome;
import io.repohook.channel.Reason;
import io.repohook.channel.http.RawReceiver;
import io.repohook.config.Secret;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class WebhookRequestTest {
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

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
  void theRequestIsTheBodyWithItsHeaders() throws Exception {
    fixture.secret("new", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw").secret("old", "one");
    try (RawReceiver receiver = RawReceiver.always(OK)) {
      Attempt attempt =
          WebhookFixture.send(
              fixture.channel(
                  "webhook: " + receiver.url() + "?a=b",
                  "secret: [\"${file:new}\", \"${file:old}\"]",
                  "headers: {X-Team: sea, Authorization: \"Bearer ${file:old}\"}"));

      assertThat(attempt.outcome()).isEqualTo(new Outcome.Delivered());
      assertThat(attempt.detail()).isEqualTo("ok");
      assertThat(attempt.startedAt()).isEqualTo(WebhookFixture.NOW);
      assertThat(attempt.took()).isPositive();
      String signature =
          new StandardWebhooks(
                  List.of(new Secret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"), new Secret("one")))
              .signature(WebhookFixture.ID, WebhookFixture.NOW, WebhookFixture.BODY.bytes());
      String[] request = receiver.requests().get(0).split("\r\n\r\n", 2);
      assertThat(request[0].split("\r\n"))
          .contains(
              "POST /hooks/ocean?a=b HTTP/1.1",
              "Content-Type: application/json",
              "Content-Length: " + WebhookFixture.BODY.bytes().length,
              "Host: 127.0.0.1:" + receiver.port(),
              "User-Agent: Repohook/1.2.3",
              "X-Team: sea",
              "Authorization: Bearer one",
              "webhook-id: " + WebhookFixture.ID,
              "webhook-timestamp: 1795341600",
              "webhook-signature: " + signature);
      assertThat(signature.split(" ")).hasSize(2);
      assertThat(request[1].getBytes(ISO_8859_1)).isEqualTo(WebhookFixture.BODY.bytes());
    }
  }

  @Test
  void withoutASecretThereIsNoSignature() throws Exception {
    try (RawReceiver receiver = RawReceiver.always(OK)) {
      WebhookFixture.send(fixture.channel("webhook: " + receiver.url()));

      assertThat(receiver.requests().get(0).toLowerCase(Locale.ROOT))
          .contains("webhook-id: ")
          .doesNotContain("webhook-signature");
    }
  }

  @Test
  void connectionsAreReused() throws Exception {
    try (RawReceiver receiver = RawReceiver.always(OK)) {
      Channel channel = fixture.channel("webhook: " + receiver.url());
      Channel reloaded = fixture.channel("webhook: " + receiver.url());
      WebhookFixture.send(channel);
      WebhookFixture.send(channel);
      WebhookFixture.send(reloaded);

      assertThat(receiver.requests()).hasSize(3);
      assertThat(receiver.connections()).isEqualTo(1);
    }
  }

  @Test
  void aReceiverThatSaysNothingEndsInTime() throws Exception {
    CountDownLatch over = new CountDownLatch(1);
    try (RawReceiver receiver = new RawReceiver((request, out) -> waitFor(over))) {
      Attempt attempt =
          WebhookFixture.send(fixture.channel("webhook: " + receiver.url(), "timeout: 200ms"));
      over.countDown();

      assertThat(attempt.outcome()).isEqualTo(new Outcome.Retry(Reason.TIMEOUT, null));
      assertThat(attempt.took()).isBetween(Duration.ofMillis(200), Duration.ofSeconds(20));
      assertThat(receiver.requests()).hasSize(1);
    }
  }

  @Test
  void anEndlessResponseIsCutAndCountsAsItsStatus() throws Exception {
    try (RawReceiver receiver =
        new RawReceiver(
            (request, out) -> {
              out.write("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n".getBytes(UTF_8));
              byte[] more = "more ".repeat(1000).getBytes(UTF_8);
              while (true) {
                out.write(more);
              }
            })) {
      // A timeout far beyond this test's: what ends the attempt is the limit.
      Attempt attempt =
          WebhookFixture.send(fixture.channel("webhook: " + receiver.url(), "timeout: 10m"));

      assertThat(attempt.outcome()).isEqualTo(new Outcome.Delivered());
      assertThat(attempt.detail()).startsWith("more more ").hasSizeLessThan(1025);
    }
  }

  @Test
  void aResponseThatNeverEndsCountsAsItsStatus() throws Exception {
    CountDownLatch over = new CountDownLatch(1);
    try (RawReceiver receiver =
        new RawReceiver(
            (request, out) -> {
              out.write("HTTP/1.1 422 No\r\nContent-Length: 99\r\n\r\nbecause".getBytes(UTF_8));
              out.flush();
              return waitFor(over);
            })) {
      Attempt attempt =
          WebhookFixture.send(fixture.channel("webhook: " + receiver.url(), "timeout: 200ms"));
      over.countDown();

      assertThat(attempt.outcome()).isEqualTo(new Outcome.Failed(Reason.REJECTED));
      assertThat(attempt.detail()).isEqualTo("because");
    }
  }

  private static boolean waitFor(CountDownLatch over) {
    try {
      return !over.await(60, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
