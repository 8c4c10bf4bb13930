package io.repohook.channel.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.repohook.channel.Channel;
import io.repohook.config.Network;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookSettingsTest {
  private static final String URL = "webhook: https://ci.example.com/x";

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

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ci.example.com/x|not a URL",
        "ftp://ci.example.com/x|not a URL",
        "https://|not a URL",
        "https://me:s3cret@ci.example.com/|a user or password",
        "https://:s3cret@ci.example.com/|a user or password",
        "'\"https://ci.example.com/#part\"'|a fragment",
        "http://ci.example.com/x|plain HTTP to ci.example.com",
        "http://localhost/x|plain HTTP to localhost",
        "http://127.0.0.1.example.com/x|plain HTTP",
        "http://10.0.0.1/x|plain HTTP",
        "https://169.254.169.254/latest|a metadata service",
        "https://[fe80::1]/x|a link-local address",
        "https://[::ffff:a9fe:a9fe]/x|a metadata service",
        "https://0.0.0.0/x|an unspecified address",
        "https://224.0.0.1/x|a multicast address",
      })
  void aWrongUrlIsAProblemWithALine(String url, String wrong) {
    WebhookFixture.Result result = fixture.read("webhook: " + url);

    assertThat(result.channel()).isEmpty();
    assertThat(result.errors())
        .singleElement()
        .asString()
        .startsWith("repositories/ocean.yaml:3: subscriptions.ci.webhook: ")
        .contains(wrong)
        .doesNotContain("s3cret");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://ci.example.com/x",
        "https://10.0.0.1:8443/x",
        "http://127.0.0.1:8080/x",
        "http://127.5.5.5/x",
        "http://[::1]:8080/x",
        "http://jenkins.internal/x",
        "http://JENKINS.internal:8080/x",
      })
  void aRightUrlIsTaken(String url) {
    fixture.network(new Network(Set.of("jenkins.internal"), List.of(), List.of()));

    assertThat(fixture.channel("webhook: \"" + url + "\"")).isNotNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "headers: {Webhook-Id: x}|headers: the header Webhook-Id",
        "headers: {webhook-custom: x}|headers: the header webhook-custom",
        "headers: {HOST: x}|headers: the header HOST",
        "headers: {Content-Length: 1}|headers: the header Content-Length",
        "headers: {Content-Type: text/plain}|headers: the header Content-Type",
        "headers: {Transfer-Encoding: chunked}|headers: the header Transfer-Encoding",
        "headers: {'X Y': x}|headers: 'X Y' is not a header's name",
        "headers: {'X:': x}|headers: 'X:' is not a header's name",
        "headers: {X: \"a\\r\\nY: s3cret\"}|headers: the header X holds",
        "headers: {X: s3cretü}|headers: the header X holds",
        "headers: {X: a, x: b}|headers: the header x twice",
        "timeout: 0s|timeout: no time at all",
        "secret: whsec_s3cret%|secret: an empty secret",
        "secret: ''|secret: is empty",
        "format: githib|unknown format 'githib'; did you mean 'github'?",
        "ca: ca.pem|ca: not an absolute path",
        "ca: /nowhere/ca.pem|ca: no certificates can be read",
      })
  void eachWrongSettingIsAProblem(String line, String problem) {
    WebhookFixture.Result result = fixture.read(URL, line);

    assertThat(result.channel()).isEmpty();
    assertThat(result.errors())
        .singleElement()
        .asString()
        .startsWith("repositories/ocean.yaml:4: ")
        .contains(problem)
        .doesNotContain("s3cret");
  }

  @Test
  void aCaFileWithoutCertificatesIsAProblem() throws Exception {
    Path pem = folder.resolve("empty.pem");
    Files.writeString(pem, "no certificate\n");

    assertThat(fixture.read(URL, "ca: " + pem).errors())
        .singleElement()
        .asString()
        .contains("ca: no certificates can be read");
  }

  @Test
  void unverifiedCertificatesAreAWarning() {
    WebhookFixture.Result result = fixture.read(URL, "verify_ssl: false");

    assertThat(result.channel()).isPresent();
    assertThat(result.warnings())
        .singleElement()
        .asString()
        .contains("subscriptions.ci.verify_ssl");
  }

  @Test
  void theEndpointIsTheMachine() {
    assertThat(fixture.channel("webhook: https://CI.example.com/x?y=z").endpoint())
        .isEqualTo("https://ci.example.com:443");
    assertThat(fixture.channel("webhook: \"http://[::1]:81/x\"").endpoint())
        .isEqualTo("http://[::1]:81");
  }

  @Test
  void theDescriptionSaysWhatIsWrittenAndMasksTheRest() {
    fixture.secret("token", "s3cret-token").secret("path", "s3cret-path");
    Channel channel =
        fixture.channel(
            "webhook: https://ci.example.com/${file:path}/in?key=literal&flag&ref=${file:token}&e=",
            "secret: ['${file:token}', literal-secret]",
            "headers:",
            "  Authorization: Bearer ${file:token}",
            "  Accept: text/plain",
            "  X-Key: literal-key",
            "  X-Mixed: literal${file:token}",
            "timeout: 1500ms");

    assertThat(channel.describe())
        .containsEntry(
            "webhook", "https://ci.example.com/${file:path}/in?key=****&****&ref=${file:token}&e=")
        .containsEntry("format", "repohook")
        .containsEntry("secret", "2 secrets")
        .containsEntry(
            "headers",
            "Accept: text/plain, Authorization: Bearer ${file:token}, X-Key: ****, X-Mixed: ****")
        .containsEntry("timeout", "1500ms")
        .containsEntry("verify_ssl", "true");
    assertThat(channel.describe().keySet())
        .containsExactly(
            "webhook", "format", "content_type", "secret", "headers", "timeout", "verify_ssl");
  }
}
