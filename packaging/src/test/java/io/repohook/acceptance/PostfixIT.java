package io.repohook.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.repohook.acceptance.servers.Postfix;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Mail goes through a real Postfix. */
@Tag(Machine.TAG)
class PostfixIT {
  @TempDir Path folder;
  private Postfix postfix;
  private Installation repohook;

  @BeforeEach
  void begin() throws IOException {
    // Postfix's own accounts must be able to enter it.
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
    postfix = Postfix.start(folder.resolve("postfix"));
    repohook = Installation.in(folder.resolve("repohook"));
  }

  @AfterEach
  void end() {
    postfix.close();
    repohook.close();
  }

  @Test
  void pushesArriveAsTheyWereWrittenAndAnUnknownRecipientCostsTheOtherNothing() throws Exception {
    subscribe("tls: starttls, ca: " + postfix.certificate());
    GitPusher alice = repohook.repository("ocean");
    alice.commit(
        "README.md", "Gr\u00fc\u00dfe an \u65e5\u672c\n\n.\nFrom here\n" + "x".repeat(3_000));
    alice.git(
        "commit", "-q", "--amend", "--no-edit", "--author=Zo\u00eb, \"Q\" Q <zoe@example.com>");
    alice.push("main");
    alice.commit("b.md", "Second");
    alice.push("main");

    repohook.run("drain");

    List<MimeMessage> mails = postfix.awaitMails(2).stream().map(PostfixIT::read).toList();
    MimeMessage first =
        mails.stream().filter(each -> subject(each).contains("created")).findFirst().orElseThrow();
    assertThat(subject(first)).isEqualTo("[ocean] main created: Gr\u00fc\u00dfe an \u65e5\u672c");
    InternetAddress from = (InternetAddress) first.getFrom()[0];
    assertThat(from.getAddress()).isEqualTo("repohook@example.com");
    assertThat(from.getPersonal()).isEqualTo("Zo\u00eb, \"Q\" Q");
    assertThat(first.getHeader("Return-Path")).containsExactly("<repohook@example.com>");
    assertThat(text(first))
        .contains("    Gr\u00fc\u00dfe an \u65e5\u672c")
        .contains("\n    .\n")
        .contains("\n    From here\n")
        .contains("+++ b/README.md");
    assertThat(mails.stream().map(each -> header(each, "References").split("\\s")[0]).distinct())
        .hasSize(1);
    assertThat(mails.stream().map(each -> header(each, "Message-ID"))).doesNotHaveDuplicates();

    List<JsonNode> failed = repohook.list("deliveries", "--state", "failed");
    assertThat(failed).hasSize(2);
    for (JsonNode each : failed) {
      assertThat(each.path("recipient").asString()).isEqualTo("carol@example.com");
      assertThat(each.path("reason").asString()).isEqualTo("rejected");
      JsonNode attempts =
          repohook.run("deliveries", "show", each.path("id").asString(), "--json").json();
      assertThat(attempts.path("attempts").path(0).path("detail").asString())
          .contains("550 5.1.1")
          .contains("User unknown");
    }
  }

  @Test
  void mailThatMustBeEncryptedIsRefusedWithoutTls() {
    subscribe("tls: none");
    repohook.repository("ocean");

    Result tested = repohook.run("test", "ocean", "people").exits(1);

    assertThat(String.join("\n", tested.out()))
        .contains("status: 530")
        .contains("Must issue a STARTTLS command first")
        .contains("unauthorized");
  }

  private void subscribe(String tls) {
    repohook
        .serverFile(
            """
            defaults: {retry: []}
            smtp: {host: localhost, port: %d, from: repohook@example.com, %s}
            """
                .formatted(postfix.port(), tls))
        .repositoryFile(
            "ocean", "subscriptions: {people: {email: [dev@example.com, carol@example.com]}}\n");
  }

  private static MimeMessage read(Path mail) {
    try (InputStream in = Files.newInputStream(mail)) {
      return new MimeMessage(Session.getInstance(new Properties()), in);
    } catch (IOException | MessagingException e) {
      throw new AssertionError(e);
    }
  }

  private static String subject(MimeMessage mail) {
    try {
      return mail.getSubject();
    } catch (MessagingException e) {
      throw new AssertionError(e);
    }
  }

  private static String header(MimeMessage mail, String name) {
    try {
      return mail.getHeader(name)[0];
    } catch (MessagingException e) {
      throw new AssertionError(e);
    }
  }

  private static String text(MimeMessage mail) throws Exception {
    String text = (String) ((MimeMultipart) mail.getContent()).getBodyPart(0).getContent();
    return text.replace("\r\n", "\n");
  }
}
