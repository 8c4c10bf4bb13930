package io.repohook.format.orchest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.repohook.channel.Body;
import io.repohook.event.Event;
import io.repohook.event.EventType;
import io.repohook.event.Job;
import io.repohook.event.Repository;
import io.repohook.format.GitEvents;
import io.repohook.format.ReadFormat;
import io.repohook.format.Verification;
import java.net.URLDecoder;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class OrchestFormatTest {
  /** Orchest's own sample, as its documentation prints it. */
  private static final String SAMPLE =
      """
      {
        "delivered_for": {
          "name": "Test webhook",
          "verify_ssl": false,
          "content_type": "application/json",
          "uuid": "a1edb89c-1cfb-4086-8f75-ab073612c5bf",
          "type": "webhook"
        },
        "event": {
          "type": "ping",
          "uuid": "08bd2a31-9b17-4d1b-83ba-b4538a970dee",
          "timestamp": "2022-06-02 16:12:25.242592+00:00"
        }
      }
      """;

  /**
   * Orchest's own code, as its documentation prints it; there its first parameter is called {@code
   * payload}, which must be {@code body} for it to run at all.
   */
  private static final String VERIFY =
      """
      import hashlib
      import hmac
      import os


      def verify_signature(body, request_headers):
          \"""
          Verify that the signature of payload is the same
          as the one expected from the stored webhook secret.
          \"""
          if not isinstance(body, bytes):
              body = body.encode("utf-8")
          digest = hmac.new(
              os.environ["WEBHOOK_SECRET"].encode("utf-8"),
              body,
              hashlib.sha256
          )
          expected_signature = digest.hexdigest()

          return hmac.compare_digest(
              request_headers["X-Hub-Signature"].encode(),
              expected_signature.encode(),
          )
      """;

  private static final JsonMapper JSON = new JsonMapper();
  private static final OrchestType TYPE = new OrchestType();

  @Test
  void aPingHasTheKeysOfTheSampleInItsOrderAndItsForms() throws Exception {
    JsonNode sample = JSON.readTree(SAMPLE);

    JsonNode body = ReadFormat.of(TYPE, "name: Test webhook").json(GitEvents.ping());

    assertThat(body.propertyNames()).containsExactlyElementsOf(sample.propertyNames());
    for (String part : new String[] {"delivered_for", "event"}) {
      assertThat(body.path(part).propertyNames())
          .containsExactlyElementsOf(sample.path(part).propertyNames());
    }
    assertThat(body.at("/delivered_for/name").stringValue()).isEqualTo("Test webhook");
    assertThat(body.at("/delivered_for/verify_ssl").booleanValue()).isTrue();
    assertThat(body.at("/delivered_for/content_type").stringValue()).isEqualTo("application/json");
    assertThat(UUID.fromString(body.at("/delivered_for/uuid").stringValue()).version())
        .isEqualTo(4);
    assertThat(body.at("/event/type").stringValue()).isEqualTo("ping");
    assertThat(body.at("/event/timestamp").stringValue())
        .isEqualTo("2026-11-22 10:00:00.123456+00:00");
  }

  @Test
  void theNameIsTheAliasWhereNoneIsGiven() throws Exception {
    assertThat(ReadFormat.of(TYPE).json(GitEvents.ping()).at("/delivered_for/name").stringValue())
        .isEqualTo("ci");
  }

  @Test
  void aFailedJobIsToldWithAllThatIsKnown() throws Exception {
    JsonNode body = ReadFormat.of(TYPE).json(failed());

    assertThat(body.at("/event/type").stringValue()).isEqualTo("job.failed");
    assertThat(body.at("/event/repository/name").stringValue()).isEqualTo("warehouse");
    assertThat(body.at("/event/data/exit_code").intValue()).isEqualTo(1);
  }

  @Test
  void theHeadersNameTheEventAndTheDelivery() throws Exception {
    Map<String, String> headers = ReadFormat.of(TYPE).headers(failed());

    assertThat(headers)
        .containsOnlyKeys("X-Orchest-Event", "X-Orchest-Delivery", "X-Hub-Signature")
        .containsEntry("X-Orchest-Event", "job.failed");
    assertThat(UUID.fromString(headers.get("X-Orchest-Delivery")).version()).isEqualTo(4);
    assertThat(headers.get("X-Hub-Signature")).matches("[0-9a-f]{64}");
  }

  @Test
  void aFormHasAFieldForEachOfTheTwo() throws Exception {
    ReadFormat form = ReadFormat.of(TYPE, "content_type: application/x-www-form-urlencoded");
    Body body = form.body(failed());
    String[] fields = new String(body.bytes(), UTF_8).split("&");

    assertThat(body.contentType()).isEqualTo("application/x-www-form-urlencoded");
    assertThat(fields).hasSize(2);
    assertThat(JSON.readTree(field(fields[0], "delivered_for")).path("content_type").stringValue())
        .isEqualTo("application/x-www-form-urlencoded");
    assertThat(JSON.readTree(field(fields[1], "event")).path("type").stringValue())
        .isEqualTo("job.failed");
  }

  @ParameterizedTest
  @ValueSource(strings = {"json", "form"})
  void theVerificationCodeOfTheDocumentationAcceptsTheRequest(String contentType) throws Exception {
    ReadFormat orchest = ReadFormat.of(TYPE, "content_type: " + contentType);
    Verification python = new Verification(VERIFY, "verify_signature", "WEBHOOK_SECRET");

    byte[] body = orchest.body(failed()).bytes();

    assertThat(python.accepts(body, orchest.headers(failed()))).isTrue();
    body[5]++;
    assertThat(python.accepts(body, orchest.headers(failed()))).isFalse();
  }

  private static String field(String written, String name) {
    assertThat(written).startsWith(name + "=");
    return URLDecoder.decode(written.substring(name.length() + 1), UTF_8);
  }

  private static Event failed() {
    return GitEvents.event(
        Repository.job("warehouse"),
        new Job(
            EventType.JOB_FAILED,
            "load",
            "1",
            GitEvents.NOW,
            GitEvents.NOW,
            1,
            null,
            null,
            "naïve\n",
            false,
            Job.NO_DETAILS));
  }
}
