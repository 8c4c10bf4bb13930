package io.repohook.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.EmptyWebhookSecretException;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A request as it came.
 *
 * @param headers by lower-case name
 * @param status what the receiver answered; 0 where it gave no answer
 */
record Arrival(Instant at, String target, Map<String, String> headers, String body, int status) {
  private static final JsonMapper JSON = new JsonMapper();

  /** The delivery's id. */
  String id() {
    return header("webhook-id");
  }

  String header(String name) {
    return headers.getOrDefault(name, "");
  }

  JsonNode event() {
    return JSON.readTree(body);
  }

  JsonNode data() {
    return event().path("data");
  }

  String type() {
    return event().path("type").asString();
  }

  /** The name of the repository in which it happened. */
  String repository() {
    return event().path("repository").path("name").asString();
  }

  /** Who did it, and from where. */
  String actor() {
    JsonNode actor = event().path("actor");
    return actor.path("name").asString() + " from " + actor.path("address").asString();
  }

  String ref() {
    return data().path("ref").asString();
  }

  /** The change that it tells of; two tellings of one change say the same. */
  RefChange change() {
    return new RefChange(
        repository(), ref(), data().path("before").asString(), data().path("after").asString());
  }

  /** Whether the published library of Standard Webhooks accepts it under the secret. */
  boolean isSignedWith(String secret) {
    try {
      Webhook library =
          secret.startsWith("whsec_") ? new Webhook(secret) : new Webhook(secret.getBytes(UTF_8));
      library.verify(
          body,
          Map.of(
              "webhook-id", List.of(id()),
              "webhook-timestamp", List.of(header("webhook-timestamp")),
              "webhook-signature", List.of(header("webhook-signature"))));
      return true;
    } catch (WebhookVerificationException e) {
      return false;
    } catch (EmptyWebhookSecretException e) {
      throw new AssertionError(e);
    }
  }
}
