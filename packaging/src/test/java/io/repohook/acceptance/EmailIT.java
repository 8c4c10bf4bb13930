package io.repohook.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Pushes arrive as mail. */
class EmailIT {
  private static final String PASSWORD = "s3cret of the mail server";

  @TempDir Path folder;
  private final GreenMail mailServer =
      new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
  private Installation repohook;

  @BeforeEach
  void begin() {
    mailServer.start();
    mailServer.setUser("repohook@example.com", "repohook", PASSWORD);
    repohook =
        Installation.in(folder)
            .secret("smtp", PASSWORD)
            .serverFile(
                """
                smtp: {host: 127.0.0.1, port: %d, from: repohook@example.com, user: repohook,
                  password: "${file:smtp}"}
                """
                    .formatted(mailServer.getSmtp().getPort()))
            .repositoryFile(
                "ocean",
                """
                subscriptions:
                  people:
                    email: [dev@example.com]
                    email_paths: {"docs/**": [writers@example.com]}
                  review: {email: [review@example.com], events: [git.commit], diff_lines: 5}
                """);
  }

  @AfterEach
  void end() {
    mailServer.stop();
    repohook.close();
  }

  @Test
  void pushIsMailedWithItsDiffToEachWhomItConcerns() throws Exception {
    GitPusher alice = repohook.repository("ocean");
    repohook.serve();

    alice.commit("README.md", "Say hello");
    alice.push("main");
    alice.commit("docs/ocean.md", "Describe the ocean");
    alice.push("main");

    assertThat(mailServer.waitForIncomingEmail(60_000, 5)).isTrue();
    List<MimeMessage> mails = Arrays.asList(mailServer.getReceivedMessages());
    List<MimeMessage> toDev = to("dev@example.com", mails);
    assertThat(toDev.stream().map(EmailIT::subject))
        .containsExactly("[ocean] main created: Say hello", "[ocean] main: Describe the ocean");
    assertThat(references(toDev.get(0)).get(0)).isEqualTo(references(toDev.get(1)).get(0));
    assertThat(references(to("review@example.com", mails).get(1)))
        .isEqualTo(references(toDev.get(1)));
    assertThat(text(toDev.get(1)))
        .contains("docs/ocean.md | 1 +")
        .contains("+++ b/docs/ocean.md")
        .contains("+Describe the ocean 2")
        .doesNotContain("README.md");
    assertThat(to("writers@example.com", mails)).hasSize(1);
    assertThat(to("review@example.com", mails)).hasSize(2);
    assertThat(text(to("review@example.com", mails).get(0)))
        .contains("[diff cut after 5 lines: too large]");

    List<JsonNode> deliveries = repohook.list("deliveries", "--repo", "ocean", "--alias", "people");
    assertThat(deliveries.stream().map(each -> each.path("recipient").asString()))
        .containsExactlyInAnyOrder("dev@example.com", "dev@example.com", "writers@example.com");
  }

  @Test
  void testSendsAMailToEachRecipientAndShowsNoPassword() throws Exception {
    repohook.repository("ocean");

    Result tested = repohook.run("test", "ocean", "people").exits(0);

    assertThat(String.join("\n", tested.out())).contains("status: 250");
    assertThat(mailServer.waitForIncomingEmail(60_000, 1)).isTrue();
    assertThat(mailServer.getReceivedMessages()[0].getSubject())
        .isEqualTo("[ocean] test of people");
    repohook.run("show", "ocean", "people").exits(0);
    assertThat(repohook.run("check").exits(0).out()).contains("the configuration is right");
  }

  private static List<MimeMessage> to(String recipient, List<MimeMessage> mails) throws Exception {
    return mails.stream()
        .filter(each -> header(each, "To").equals(recipient))
        .sorted(Comparator.comparing(each -> header(each, "Date")))
        .toList();
  }

  /** The branch's, then the push's. */
  private static List<String> references(MimeMessage mail) {
    return List.of(header(mail, "References").split("\\s+"));
  }

  private static String subject(MimeMessage mail) {
    return header(mail, "Subject");
  }

  private static String header(MimeMessage mail, String name) {
    try {
      return mail.getHeader(name)[0];
    } catch (MessagingException e) {
      throw new AssertionError(e);
    }
  }

  private static String text(MimeMessage mail) throws Exception {
    return (String) ((MimeMultipart) mail.getContent()).getBodyPart(0).getContent();
  }
}
