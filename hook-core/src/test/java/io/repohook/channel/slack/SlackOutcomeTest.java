package io.repohook.channel.slack;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.repohook.channel.Attempt;
import io.repohook.channel.Outcome;
import io.repohook.channel.Reason;
import io.repohook.channel.chat.ChatFixture;
import io.repohook.channel.http.RawReceiver;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SlackOutcomeTest {
  @TempDir Path folder;
  private ChatFixture fixture;

  @BeforeEach
  void setUp() {
    fixture = new ChatFixture(folder, new Slack());
  }

  @AfterEach
  void tearDown() {
    fixture.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "200|ok|delivered|DELIVERED",
        "200|ok\\n|delivered|DELIVERED",
        "200|<html>welcome</html>|retry|UNEXPECTED_STATUS",
        "200||retry|UNEXPECTED_STATUS",
        "200|not ok|retry|UNEXPECTED_STATUS",
        "204||retry|UNEXPECTED_STATUS",
        "302|ok|retry|REDIRECTED",
        "400|invalid_payload|failed|REJECTED",
        "400|no_text|failed|REJECTED",
        "401|ok|retry|UNAUTHORIZED",
        "403|action_prohibited|failed|UNAUTHORIZED",
        "403|team_disabled_for_now|retry|UNAUTHORIZED",
        "404|channel_not_found|failed|NOT_FOUND",
        "404|no_service|failed|NOT_FOUND",
        "404|<html>no_service</html>|retry|NOT_FOUND",
        "410|channel_is_archived|failed|GONE",
        "429|rate_limited|retry|RATE_LIMITED",
        "500|rollup_error|retry|SERVER_ERROR",
        "503||retry|SERVER_ERROR",
      })
  void eachAnswerHasItsOutcomeAfterOneRequest(
      int status, String body, String outcome, Reason reason) throws Exception {
    String text = body == null ? "" : body.replace("\\n", "\n");
    String response =
        status == 204
            ? "HTTP/1.1 204 Done\r\n\r\n"
            : "HTTP/1.1 %d Answer\r\nContent-Length: %d\r\n\r\n%s"
                .formatted(status, text.getBytes(ISO_8859_1).length, text);
    try (RawReceiver receiver = RawReceiver.always(response)) {
      Attempt attempt = ChatFixture.send(fixture.channel("slack: " + receiver.url()));

      assertThat(attempt.outcome().wireName()).isEqualTo(outcome);
      assertThat(attempt.outcome().reason()).isEqualTo(reason);
      assertThat(attempt.status()).isEqualTo(status);
      assertThat(receiver.requests()).hasSize(1);
    }
  }

  @Test
  void retryAfterIsPassedOnInFull() throws Exception {
    try (RawReceiver receiver =
        RawReceiver.always(
            "HTTP/1.1 429 Slow\r\nRetry-After: 30\r\nContent-Length: 12\r\n\r\nrate_limited")) {
      Attempt attempt = ChatFixture.send(fixture.channel("slack: " + receiver.url()));

      assertThat(attempt.outcome())
          .isEqualTo(new Outcome.Retry(Reason.RATE_LIMITED, Duration.ofSeconds(30)));
    }
  }

  @Test
  void theRequestIsJsonThatNamesThisProgram() throws Exception {
    try (RawReceiver receiver =
        RawReceiver.always("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")) {
      ChatFixture.send(fixture.channel("slack: " + receiver.url()));

      assertThat(receiver.requests().get(0))
          .startsWith("POST /hooks/ocean HTTP/1.1\r\n")
          .contains("Content-Type: application/json\r\n", "User-Agent: Repohook/1.2.3\r\n")
          .endsWith("\r\n\r\n{}");
    }
  }
}
