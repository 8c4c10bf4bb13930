package io.repohook.channel.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the configuration says, and what is wrong with it. */
class EmailSettingsTest {
  private static final String SERVER = "host: mail.example.com, from: repohook@example.com";

  @TempDir Path folder;
  private EmailFixture fixture;

  @BeforeEach
  void begin() {
    fixture = new EmailFixture(folder);
  }

  @AfterEach
  void end() {
    fixture.close();
  }

  static Stream<Arguments> wrongSubscriptions() {
    return Stream.of(
        arguments("email: []", "it names nobody; write [dev@example.com]"),
        arguments("email: dev", "'dev' is no mail address; write it as dev@example.com"),
        arguments("email: 'Dev <dev@example.com>'", "is no mail address"),
        arguments("email: 'dev@example.com, eve@example.com'", "is no mail address"),
        arguments("email: \"dev@example.com\\nRCPT TO:<eve@example.com>\"", "is no mail address"),
        arguments("email: 'dev@exam ple.com'", "is no mail address"),
        arguments("email: d\u00ebv@example.com", "is no mail address"),
        arguments("email: a@b.c\n    email_branches: {main: qa}", "'qa' is no mail address"),
        arguments("email: a@b.c\n    email_paths: {\"docs/**\": qa}", "'qa' is no mail address"),
        arguments("email: a@b.c\n    email_author: shown", "unknown value 'shown'"),
        arguments("email: a@b.c\n    diff: all", "unknown value 'all'"),
        arguments("email: a@b.c\n    diff_lines: 0", "write a whole number from 1 to 20000"));
  }

  @ParameterizedTest
  @MethodSource("wrongSubscriptions")
  void wrongSubscriptionIsToldWithItsRemedy(String lines, String problem) {
    EmailFixture.Result result = fixture.smtp(SERVER).read(lines);

    assertThat(result.channel()).isEmpty();
    assertThat(result.errors()).hasSize(1);
    assertThat(result.errors().get(0)).startsWith("repositories/ocean.yaml:").contains(problem);
  }

  static Stream<Arguments> wrongServers() {
    return Stream.of(
        arguments("host: 'mail example'", "smtp.host: 'mail example' is no host name"),
        arguments("host: 'mail:587'", "smtp.host: 'mail:587' is no host name"),
        arguments("port: 0", "smtp.port: '0' is out of range"),
        arguments("from: repohook", "smtp.from: 'repohook' is no mail address"),
        arguments("tls: yes", "smtp.tls: unknown value 'yes'"),
        arguments("user: me", "smtp.user: a user without a password; write both, or neither"),
        arguments("password: x", "smtp.password: a password without a user"),
        arguments("timeout: 0s", "smtp.timeout: no time at all"),
        arguments("hello: 'a b'", "smtp.hello: 'a b' is no host name"),
        arguments("ca: missing.pem", "smtp.ca: 'missing.pem' cannot be read"),
        arguments("hst: x", "smtp.hst: unknown key; did you mean 'host'?"));
  }

  @ParameterizedTest
  @MethodSource("wrongServers")
  void wrongServerIsToldWithItsRemedy(String settings, String problem) {
    EmailFixture.Result result = fixture.smtp(settings).read("email: dev@example.com");

    assertThat(result.errors()).hasSize(1);
    assertThat(result.errors().get(0)).startsWith("repohook.yaml:1: ").contains(problem);
  }

  @Test
  void subscriptionWithoutServerIsWarnedOf() {
    EmailFixture.Result result = fixture.read("email: dev@example.com");

    assertThat(result.errors()).isEmpty();
    assertThat(result.warnings()).hasSize(1);
    assertThat(result.warnings().get(0))
        .startsWith("repositories/ocean.yaml:3: warning: subscriptions.people.email: ")
        .contains("repohook.yaml names no mail server; mail goes to port 25 of this machine");
    assertThat(result.channel().orElseThrow().endpoint()).isEqualTo("smtp://localhost:25");
  }

  static Stream<Arguments> encryption() {
    return Stream.of(
        arguments("host: mail.example.com", "smtp://mail.example.com:587", 0),
        arguments("host: mail.example.com, tls: starttls", "smtp://mail.example.com:587", 0),
        arguments("host: mail.example.com, tls: implicit", "smtps://mail.example.com:465", 0),
        arguments("host: mail.example.com, tls: none", "smtp://mail.example.com:25", 1),
        arguments("host: mail.example.com, port: 2525", "smtp://mail.example.com:2525", 0),
        arguments("host: localhost", "smtp://localhost:25", 0),
        arguments("host: '[::1]'", "smtp://[::1]:25", 0),
        arguments("host: 127.0.0.1, tls: none", "smtp://127.0.0.1:25", 0));
  }

  @ParameterizedTest
  @MethodSource("encryption")
  void mailIsEncryptedUnlessItStaysOnTheMachineOrThatIsAsked(
      String settings, String endpoint, int warnings) {
    EmailFixture.Result result =
        fixture.smtp(settings + ", from: a@b.c").read("email: dev@example.com");

    assertThat(result.channel().orElseThrow().endpoint()).isEqualTo(endpoint);
    assertThat(result.warnings()).hasSize(warnings);
    if (warnings > 0) {
      assertThat(result.warnings().get(0))
          .contains("smtp.tls: mail goes to mail.example.com unencrypted");
    }
  }

  @Test
  void settingsAreShownWithoutThePassword() {
    var channel =
        fixture
            .smtp(SERVER + ", user: me, password: \"${file:smtp}\"")
            .channel(
                "email: [dev@example.com, authors]",
                "email_branches: {\"release/*\": [qa@example.com]}",
                "email_author: reply_to",
                "diff: stat");

    assertThat(channel.describe())
        .containsEntry("email", "dev@example.com, authors of example.com")
        .containsEntry("email_branches", "release/*: [qa@example.com]")
        .containsEntry("email_author", "reply_to")
        .containsEntry("diff", "stat")
        .containsEntry("server", "smtp://mail.example.com:587, with a password")
        .containsEntry("from", "repohook@example.com");
    assertThat(List.of(channel.toString(), channel.describe().toString()))
        .noneMatch(shown -> shown.contains(EmailFixture.PASSWORD));
  }
}
