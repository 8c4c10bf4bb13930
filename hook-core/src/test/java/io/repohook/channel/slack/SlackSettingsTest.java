package io.repohook.channel.slack;

import static org.assertj.core.api.Assertions.assertThat;

import io.repohook.channel.Channel;
import io.repohook.channel.chat.ChatFixture;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SlackSettingsTest {
  private static final String URL = "slack: https://hooks.slack.com/services/T0/B0/s3cret-token";

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
        "slack: s3cret|3|not a URL",
        "slack: http://hooks.slack.com/s3cret|3|plain HTTP to hooks.slack.com",
        "slack: https://u:s3cret@hooks.slack.com/x|3|a user or password",
        "slack: https://169.254.169.254/s3cret|3|a metadata service",
        "slack: [https://a.example.com/s3cret]|3|a list where a single value",
        "format: github|4|unknown key",
        "secret: s3cret|4|unknown key",
        "headers: {X: s3cret}|4|unknown key",
        "timeout: 0s|4|no time at all",
        "ca: ca.pem|4|not an absolute path",
        "client_key: /nowhere/s3cret|4|a key without a certificate",
        "proxy: https://proxy.example.com|4|not the URL of an HTTP proxy",
      })
  void eachWrongSettingIsAProblemWithALine(String line, int at, String problem) {
    ChatFixture.Result result =
        line.startsWith("slack") ? fixture.read(line) : fixture.read(URL, line);

    assertThat(result.errors())
        .singleElement()
        .asString()
        .startsWith("repositories/earthmover/ocean.yaml:" + at + ": ")
        .contains(problem)
        .doesNotContain("s3cret");
  }

  @Test
  void theDescriptionShowsTheHostOrTheReference() {
    fixture.secret("room", "https://hooks.slack.com/services/T0/B0/s3cret-token");

    assertThat(fixture.channel(URL, "timeout: 1500ms").describe())
        .containsExactly(
            Map.entry("slack", "https://hooks.slack.com/****"),
            Map.entry("timeout", "1500ms"),
            Map.entry("verify_ssl", "true"));
    assertThat(fixture.channel("slack: ${file:room}").describe())
        .containsEntry("slack", "${file:room}");
    assertThat(
            fixture.channel("slack: https://hooks.slack.com/services/T0/${file:room}").describe())
        .containsEntry("slack", "https://hooks.slack.com/****");
  }

  /** Slack limits each URL by itself; a dead room must not hold up the others either. */
  @Test
  void eachUrlIsAnEndpointOfItsOwn() {
    fixture.secret("room", "https://hooks.slack.com/services/T0/B0/s3cret-token");
    Channel literal = fixture.channel(URL);
    Channel referred = fixture.channel("slack: ${file:room}");
    Channel other = fixture.channel("slack: https://hooks.slack.com/services/T0/B0/s3cret-other");

    assertThat(literal.endpoint())
        .matches("https://hooks\\.slack\\.com:443#[0-9a-f]{8}")
        .isEqualTo(referred.endpoint())
        .isNotEqualTo(other.endpoint());
  }
}
