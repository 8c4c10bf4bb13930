package io.repohook.channel.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import io.repohook.config.Secret;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StandardWebhooksTest {
  private static final String BASE64 = "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  private static final String ID = "msg_p5jXN8AQM9LWM0D4loKWxJek";
  private static final String BODY = "{\"test\": 2432232314}";

  @Test
  void theSpecificationsVectorComesOut() {
    StandardWebhooks signer = new StandardWebhooks(List.of(new Secret("whsec_" + BASE64)));

    String signature =
        signer.signature(ID, Instant.ofEpochSecond(1614265330), BODY.getBytes(UTF_8));

    assertThat(signature).isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
  }

  @Test
  void thePublishedLibraryAcceptsEachSecretOfARotation() {
    Instant now = Instant.now();
    StandardWebhooks signer =
        new StandardWebhooks(List.of(new Secret("whsec_" + BASE64), new Secret("plain, ünd lang")));
    Map<String, List<String>> headers =
        Map.of(
            "webhook-id", List.of(ID),
            "webhook-timestamp", List.of(Long.toString(now.getEpochSecond())),
            "webhook-signature", List.of(signer.signature(ID, now, BODY.getBytes(UTF_8))));

    assertThatCode(() -> new Webhook("whsec_" + BASE64).verify(BODY, headers))
        .doesNotThrowAnyException();
    assertThatCode(() -> new Webhook("plain, ünd lang".getBytes(UTF_8)).verify(BODY, headers))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> new Webhook("another".getBytes(UTF_8)).verify(BODY, headers))
        .isInstanceOf(WebhookVerificationException.class);
    assertThatThrownBy(() -> new Webhook("whsec_" + BASE64).verify(BODY + " ", headers))
        .isInstanceOf(WebhookVerificationException.class);
  }

  @Test
  void aSecretThatGivesNoKeyIsNone() {
    assertThat(StandardWebhooks.isKey(new Secret("whsec_%%%"))).isFalse();
    assertThat(StandardWebhooks.isKey(new Secret("whsec_"))).isFalse();
    assertThat(StandardWebhooks.isKey(new Secret(""))).isFalse();
    assertThat(StandardWebhooks.isKey(new Secret("x"))).isTrue();
  }
}
