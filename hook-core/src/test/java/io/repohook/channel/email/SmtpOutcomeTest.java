package io.repohook.channel.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.repohook.channel.Attempt;
import io.repohook.channel.Copy;
import io.repohook.channel.Message;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What each answer of a mail server means for a delivery. */
class SmtpOutcomeTest {
  @TempDir Path folder;

  static Stream<Arguments> answers() {
    return Stream.of(
        arguments(RawMailServer.GREETING, "421 4.3.2 shutting down", "retry deferred 421"),
        arguments(RawMailServer.GREETING, "554 5.3.2 not here", "retry server_error 554"),
        arguments(RawMailServer.GREETING, "hello there", "retry connection_failed null"),
        arguments(RawMailServer.GREETING, RawMailServer.CLOSE, "retry connection_failed null"),
        arguments(RawMailServer.GREETING, RawMailServer.SILENCE, "retry timeout null"),
        arguments("MAIL FROM:", "451 4.3.0 later", "retry deferred 451"),
        arguments("MAIL FROM:", "452 4.3.1 disk full", "retry deferred 452"),
        arguments("MAIL FROM:", "530 5.7.0 log in first", "retry unauthorized 530"),
        arguments("MAIL FROM:", "550 5.7.1 not you", "failed rejected 550"),
        arguments("MAIL FROM:", "553 5.1.8 no such sender", "failed rejected 553"),
        arguments("RCPT TO:", "450 4.2.1 greylisted", "retry deferred 450"),
        arguments("RCPT TO:", "451 4.7.1 greylisted", "retry deferred 451"),
        arguments("RCPT TO:", "452 4.5.3 too many", "retry deferred 452"),
        arguments("RCPT TO:", "421 4.7.0 too many errors", "retry deferred 421"),
        arguments("RCPT TO:", "550 5.1.1 unknown", "failed rejected 550"),
        arguments("RCPT TO:", "551 5.7.1 moved", "failed rejected 551"),
        arguments("RCPT TO:", "552 5.2.2 mailbox full", "failed rejected 552"),
        arguments("RCPT TO:", "554 5.7.1 relay denied", "failed rejected 554"),
        arguments("RCPT TO:", "251 2.1.5 will forward", "delivered delivered 250"),
        arguments("RCPT TO:", RawMailServer.CLOSE, "retry connection_failed null"),
        arguments("RCPT TO:", RawMailServer.SILENCE, "retry timeout null"),
        arguments("DATA", "451 4.3.0 later", "retry deferred 451"),
        arguments("DATA", "554 5.3.4 no", "failed rejected 554"),
        arguments(RawMailServer.DOT, "451 4.3.0 scanner is down", "retry deferred 451"),
        arguments(RawMailServer.DOT, "452 4.3.1 disk full", "retry deferred 452"),
        arguments(RawMailServer.DOT, "550 5.7.1 spam", "failed rejected 550"),
        arguments(RawMailServer.DOT, "552 5.3.4 too large", "failed rejected 552"),
        arguments(RawMailServer.DOT, "554 5.6.0 no", "failed rejected 554"),
        arguments(RawMailServer.DOT, RawMailServer.CLOSE, "retry connection_failed null"),
        arguments(RawMailServer.DOT, RawMailServer.SILENCE, "retry timeout null"));
  }

  @ParameterizedTest(name = "{0} answered {1}: {2}")
  @MethodSource("answers")
  void answerDecidesWhatBecomesOfADelivery(String to, String answer, String becomes)
      throws Exception {
    try (RawMailServer server =
            new RawMailServer(command -> command.startsWith(to) ? answer : null);
        EmailFixture fixture = new EmailFixture(folder).smtp(smtp(server, "timeout: 1s"))) {
      Attempt attempt = attempt(fixture);

      assertThat(shown(attempt)).isEqualTo(becomes);
      if (answer.matches("[45]\\d\\d .*")) {
        assertThat(attempt.detail()).contains(answer.substring(4));
      }
    }
  }

  @Test
  void attemptEndsInTimeHoweverSlowlyTheServerSpeaks() throws Exception {
    // A character now and then: no read takes long.
    try (DrippingServer server = new DrippingServer();
        EmailFixture fixture =
            new EmailFixture(folder)
                .smtp(
                    "host: 127.0.0.1, from: a@example.com, timeout: 1s, port: " + server.port())) {
      Attempt attempt = attempt(fixture);

      assertThat(shown(attempt)).isEqualTo("retry timeout null");
      assertThat(attempt.took()).isBetween(Duration.ofMillis(900), Duration.ofSeconds(20));
    }
  }

  @Test
  void nobodyListening() throws Exception {
    RawMailServer gone = new RawMailServer(command -> null);
    gone.close();
    try (EmailFixture fixture = new EmailFixture(folder).smtp(smtp(gone, "timeout: 5s"))) {
      assertThat(shown(attempt(fixture))).isEqualTo("retry connection_failed null");
    }
  }

  @Test
  void addressThatTheNetworkRulesRefuseIsNotConnectedTo() throws Exception {
    try (RawMailServer server = new RawMailServer(command -> null);
        EmailFixture fixture =
            new EmailFixture(folder).smtp(smtp(server, "timeout: 5s")).deny("127.0.0.0/8")) {
      Attempt attempt = attempt(fixture);

      assertThat(shown(attempt)).isEqualTo("retry address_refused null");
      assertThat(attempt.detail()).contains("127.0.0.1 is in network.deny");
      assertThat(server.commands()).isEmpty();
    }
  }

  @Test
  void loginThatIsRefusedIsTriedAgainAndTheServersEchoIsMasked() throws Exception {
    try (RawMailServer server =
            new RawMailServer(
                command -> command.startsWith("AUTH") ? "535 5.7.8 no: " + command : null);
        EmailFixture fixture =
            new EmailFixture(folder)
                .smtp(smtp(server, "timeout: 5s, user: me, password: \"${file:smtp}\""))) {
      Attempt attempt = attempt(fixture);

      assertThat(shown(attempt)).isEqualTo("retry unauthorized 535");
      assertThat(server.commands()).anyMatch(each -> each.startsWith("AUTH PLAIN bWUAbWUA"));
      assertThat(attempt.detail()).isEqualTo("535 5.7.8 no: AUTH PLAIN ****");
    }
  }

  @Test
  void serverThatOffersNoLoginGetsNoMailWithoutOne() throws Exception {
    try (RawMailServer server =
            new RawMailServer(command -> command.startsWith("EHLO") ? "250 mail" : null);
        EmailFixture fixture =
            new EmailFixture(folder)
                .smtp(smtp(server, "timeout: 5s, user: me, password: \"${file:smtp}\""))) {
      Attempt attempt = attempt(fixture);

      assertThat(shown(attempt)).isEqualTo("retry unauthorized null");
      assertThat(attempt.detail()).contains("offers no login");
      assertThat(server.commands()).noneMatch(each -> each.startsWith("MAIL"));
    }
  }

  private static String smtp(RawMailServer server, String more) {
    return "host: 127.0.0.1, from: repohook@example.com, port: " + server.port() + ", " + more;
  }

  private static Attempt attempt(EmailFixture fixture) throws Exception {
    Copy copy =
        fixture
            .channel("email: [dev@example.com]")
            .render(MailEvents.event(MailEvents.push("refs/heads/main", "a")))
            .get(0);
    return fixture.channel("email: [dev@example.com]").send(new Message("dlv_1", copy.body()));
  }

  private static String shown(Attempt attempt) {
    return attempt.outcome().wireName()
        + " "
        + attempt.outcome().reason().wireName()
        + " "
        + attempt.status();
  }
}
