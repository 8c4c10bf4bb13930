package io.repohook.channel.teams;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.repohook.channel.Attempt;
import io.repohook.channel.Reason;
import io.repohook.channel.chat.ChatFixture;
import io.repohook.channel.http.RawReceiver;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TeamsOutcomeTest {
  @TempDir Path folder;
  private ChatFixture fixture;

  @BeforeEach
  void setUp() {
    fixture = new ChatFixture(folder, new Teams());
  }

  @AfterEach
  void tearDown() {
    fixture.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "202||delivered|DELIVERED",
        "200|1|delivered|DELIVERED",
        "200|Webhook message delivery failed with error: Microsoft Teams endpoint returned HTTP error"
            + " 429 with ContextId tcid=0|retry|RATE_LIMITED",
        "200|x: Microsoft Teams endpoint returned HTTP error 413 with ContextId|failed|REJECTED",
        "200|x: Microsoft Teams endpoint returned HTTP error 503 with ContextId|retry|SERVER_ERROR",
        "400|TriggerInputSchemaMismatch|failed|REJECTED",
        "401|Unauthorized|retry|UNAUTHORIZED",
        "404|WorkflowNotFound|retry|NOT_FOUND",
        "410|Gone|failed|GONE",
        "413|RequestTooLarge|failed|REJECTED",
        "429|Too many|retry|RATE_LIMITED",
        "502|BadGateway|retry|SERVER_ERROR",
      })
  void eachAnswerHasItsOutcomeAfterOneRequest(
      int status, String body, String outcome, Reason reason) throws Exception {
    String text = body == null ? "" : body;
    String response =
        "HTTP/1.1 %d Answer\r\nContent-Length: %d\r\n\r\n%s"
            .formatted(status, text.getBytes(ISO_8859_1).length, text);
    try (RawReceiver receiver = RawReceiver.always(response)) {
      Attempt attempt = ChatFixture.send(fixture.channel("teams: " + receiver.url()));

      assertThat(attempt.outcome().wireName()).isEqualTo(outcome);
      assertThat(attempt.outcome().reason()).isEqualTo(reason);
      assertThat(attempt.status()).isEqualTo(status);
      assertThat(receiver.requests()).hasSize(1);
    }
  }

  @Test
  void theDescriptionShowsNothingOfTheUrlButItsHost() {
    assertThat(
            fixture
                .channel("teams: https://prod-1.example.com/workflows/s3cret/x?sig=s3cret")
                .describe())
        .containsEntry("teams", "https://prod-1.example.com/****");
  }
}
