package io.repohook.channel.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.repohook.channel.Attempt;
import io.repohook.channel.Channel;
import io.repohook.channel.Copy;
import io.repohook.channel.Digest;
import io.repohook.channel.Message;
import io.repohook.channel.http.RawReceiver;
import io.repohook.event.EventType;
import io.repohook.event.Repository;
import io.repohook.format.ContentType;
import io.repohook.format.GitEvents;
import io.repohook.format.repohook.RepohookFormat;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a format adds to the request, beside what every request has. */
@Timeout(120)
class WebhookFormatTest {
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

  @TempDir Path folder;
  private WebhookFixture fixture;

  @BeforeEach
  void setUp() {
    fixture = new WebhookFixture(folder);
    fixture.secret("one", "s3cret").secret("two", "other-s3cret");
  }

  @AfterEach
  void tearDown() {
    fixture.close();
  }

  @Test
  void aFormatsSignaturesGoBesideThoseOfStandardWebhooks() throws Exception {
    try (RawReceiver receiver = RawReceiver.always(OK)) {
      send(
          fixture.channel(
              "webhook: " + receiver.url(), "format: github", "secret: \"${file:one}\""));

      assertThat(receiver.requests().get(0))
          .contains("User-Agent: GitHub-Hookshot/")
          .contains("X-GitHub-Event: push")
          .contains("X-Hub-Signature-256: sha256=")
          .contains("webhook-id: " + WebhookFixture.ID)
          .contains("webhook-signature: v1,");
    }
  }

  @Test
  void withoutASecretThereAreNoSignatures() throws Exception {
    try (RawReceiver receiver = RawReceiver.always(OK)) {
      send(fixture.channel("webhook: " + receiver.url(), "format: github"));

      assertThat(receiver.requests().get(0))
          .contains("X-GitHub-Delivery: ")
          .doesNotContain("X-Hub-Signature");
    }
  }

  @Test
  void aSubscriptionsHeadersGoOverTheFormats() throws Exception {
    try (RawReceiver receiver = RawReceiver.always(OK)) {
      send(
          fixture.channel(
              "webhook: " + receiver.url(),
              "format: gitlab",
              "secret: \"${file:one}\"",
              "headers: {X-Gitlab-Event: Mine}"));

      assertThat(receiver.requests().get(0))
          .contains("X-Gitlab-Event: Mine")
          .contains("X-Gitlab-Token: s3cret")
          .doesNotContain("Push Hook");
    }
  }

  @ParameterizedTest
  @CsvSource({"gitlab,X-Gitlab-Token", "arraylake,X-Secret-Token"})
  void aTokenThatNoHeaderCanHoldIsRefusedAndNotQuoted(String format, String header) {
    fixture.secret("one", "s3cret-ü");

    WebhookFixture.Result result =
        fixture.read(
            "webhook: https://ci.example.com", "format: " + format, "secret: \"${file:one}\"");

    assertThat(result.channel()).isEmpty();
    assertThat(result.errors()).hasSize(1);
    assertThat(result.errors().get(0))
        .contains("ocean.yaml:5: subscriptions.ci.secret: it goes into the header " + header)
        .doesNotContain("s3cret");
  }

  @Test
  void aTokenThatTheReceiverRepeatsIsShownNowhere() throws Exception {
    try (RawReceiver receiver =
        RawReceiver.always("HTTP/1.1 401 No\r\nContent-Length: 12\r\n\r\nnot: s3cret!")) {
      Channel channel =
          fixture.channel(
              "webhook: " + receiver.url(), "format: gitlab", "secret: \"${file:one}\"");

      Attempt attempt = send(channel);

      assertThat(attempt.toString() + channel.describe() + channel).doesNotContain("s3cret");
      assertThat(attempt.detail()).isEqualTo("not: ****!");
    }
  }

  @Test
  void ofSeveralSecretsAFormatUsesTheFirstAndSaysSo() {
    WebhookFixture.Result result =
        fixture.read(
            "webhook: https://ci.example.com/",
            "format: github",
            "secret: [\"${file:one}\", \"${file:two}\"]");

    assertThat(result.channel()).isPresent();
    assertThat(result.warnings())
        .singleElement()
        .asString()
        .contains("secret: the headers of 'github' have room for one signature");
  }

  @Test
  void aDigestIsInTheNativeWordsAndInTheFormThatIsAskedFor() throws Exception {
    Channel channel =
        fixture.channel("webhook: https://ci.example.com/", "format: github", "content_type: form");
    byte[] item = channel.digestItem(GitEvents.push());

    List<Copy> copies =
        channel.digest(
            new Digest(
                WebhookFixture.ID,
                Repository.git("earthmover/ocean"),
                WebhookFixture.NOW,
                WebhookFixture.NOW,
                Map.of("git.push", 1),
                List.of(item)));

    assertThat(item).isEqualTo(new RepohookFormat().render(GitEvents.push()).bytes());
    assertThat(copies.get(0).body().contentType()).isEqualTo(ContentType.FORM.mediaType());
    assertThat(new String(ContentType.json(copies.get(0).body()), UTF_8))
        .contains("\"type\":\"digest\"")
        .contains(new String(item, UTF_8));
  }

  @Test
  void whatAFormatDoesNotSayTheChannelDoesNot() {
    Channel channel = fixture.channel("webhook: https://ci.example.com/", "format: github");

    assertThat(channel.says(EventType.GIT_PUSH)).isTrue();
    assertThat(channel.says(EventType.JOB_FAILED)).isFalse();
    assertThat(channel.describe())
        .containsEntry("format", "github")
        .containsEntry("content_type", "json")
        .containsEntry("create_events", "none");
  }

  private static Attempt send(Channel channel) throws Exception {
    return channel.send(
        new Message(WebhookFixture.ID, channel.render(GitEvents.push()).get(0).body()));
  }
}
