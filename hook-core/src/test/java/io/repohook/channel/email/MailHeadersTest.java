package io.repohook.channel.email;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.repohook.channel.Attempt;
import io.repohook.channel.Channel;
import io.repohook.channel.Copy;
import io.repohook.channel.Message;
import io.repohook.channel.Outcome;
import io.repohook.event.Event;
import io.repohook.event.EventData;
import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What arrives in a real mail server. */
class MailHeadersTest {
  @TempDir Path folder;
  private final GreenMail greenMail =
      new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
  private EmailFixture fixture;

  @BeforeEach
  void begin() {
    greenMail.start();
    fixture =
        new EmailFixture(folder)
            .smtp(
                "host: 127.0.0.1, from: repohook@example.com, port: "
                    + greenMail.getSmtp().getPort());
  }

  @AfterEach
  void end() {
    fixture.close();
    greenMail.stop();
  }

  @Test
  void mailHasTheHeadersThatReadersAndListsGoBy() throws Exception {
    Event event = MailEvents.event(MailEvents.push("refs/heads/main", "Say hello\n\nTo all.\n"));

    MimeMessage mail = sent(fixture.channel("email: [dev@example.com]"), event).get(0);

    assertThat(mail.getSubject()).isEqualTo("[earthmover/ocean] main: Say hello");
    InternetAddress from = (InternetAddress) mail.getFrom()[0];
    assertThat(from.getAddress()).isEqualTo("repohook@example.com");
    assertThat(from.getPersonal()).isEqualTo("Alice");
    assertThat(mail.getAllRecipients()).containsExactly(new InternetAddress("dev@example.com"));
    assertThat(mail.getSentDate().toInstant()).isEqualTo(Instant.parse("2026-11-22T10:00:00Z"));
    assertThat(header(mail, "Message-ID")).matches("<evt_[0-9a-f]{32}\\.[0-9a-f]{16}@example.com>");
    assertThat(header(mail, "References")).matches("<thread\\.[0-9a-f]{16}@example.com>");
    assertThat(header(mail, "In-Reply-To")).isEqualTo(header(mail, "References"));
    assertThat(header(mail, "List-Id")).isEqualTo("<ocean.earthmover.example.com>");
    assertThat(header(mail, "Auto-Submitted")).isEqualTo("auto-generated");
    assertThat(header(mail, "X-Repohook-Event")).isEqualTo("git.push");
    assertThat(header(mail, "X-Repohook-About")).isEqualTo("refs/heads/main");
    assertThat(mail.getHeader("Reply-To")).isNull();
    assertThat(mail.getContentType()).startsWith("multipart/alternative");
    MimeMultipart parts = (MimeMultipart) mail.getContent();
    assertThat(parts.getCount()).isEqualTo(2);
    assertThat(parts.getBodyPart(0).getContentType()).isEqualTo("text/plain; charset=UTF-8");
    assertThat(parts.getBodyPart(1).getContentType()).isEqualTo("text/html; charset=UTF-8");
    assertThat(text(parts.getBodyPart(0)))
        .contains("main of earthmover/ocean was updated, by alice.")
        .contains("    To all.");
    assertThat(text(parts.getBodyPart(1))).contains("<pre").contains("    To all.");
  }

  @Test
  void pushesToOneBranchAreOneThreadAndThoseToAnotherAreNot() throws Exception {
    Channel channel = fixture.channel("email: [dev@example.com]");
    sent(channel, MailEvents.event("1", MailEvents.push("refs/heads/main", "a")));
    sent(channel, MailEvents.event("2", MailEvents.push("refs/heads/main", "b")));
    List<MimeMessage> mails =
        sent(channel, MailEvents.event("3", MailEvents.push("refs/heads/x", "c")));

    assertThat(mails).hasSize(3);
    assertThat(header(mails.get(0), "References")).isEqualTo(header(mails.get(1), "References"));
    assertThat(header(mails.get(2), "References")).isNotEqualTo(header(mails.get(1), "References"));
    assertThat(mails.stream().map(each -> header(each, "Message-ID"))).doesNotHaveDuplicates();
  }

  @Test
  void mailsOfOnePushAreOneThreadAndSoIsEachBranch() throws Exception {
    Channel channel = fixture.channel("email: [dev@example.com]");
    sent(channel, MailEvents.pushed("p1", MailEvents.push("refs/heads/main", "a")));
    sent(channel, MailEvents.pushed("p2", MailEvents.push("refs/heads/main", "b")));
    sent(channel, MailEvents.pushed("p2", MailEvents.push("refs/heads/x", "c")));
    List<MimeMessage> mails =
        sent(channel, MailEvents.pushed("p2", MailEvents.tag("refs/tags/v1", "d")));

    List<List<String>> references =
        mails.stream().map(each -> List.of(header(each, "References").split("\\s+"))).toList();
    assertThat(references).allMatch(each -> each.size() == 2);
    assertThat(references.get(0).get(0)).isEqualTo(references.get(1).get(0));
    assertThat(references.get(0).get(1)).isNotEqualTo(references.get(1).get(1));
    assertThat(references.subList(1, 4).stream().map(each -> each.get(0))).doesNotHaveDuplicates();
    assertThat(references.subList(1, 4).stream().map(each -> each.get(1)).distinct()).hasSize(1);
    assertThat(mails).allMatch(each -> endsWithParent(each));
  }

  private static boolean endsWithParent(MimeMessage mail) {
    return header(mail, "References").endsWith(header(mail, "In-Reply-To").strip());
  }

  @Test
  void mailIsTheSameBytesHoweverOftenItIsRenderedAndSent() throws Exception {
    Channel channel = fixture.channel("email: [dev@example.com]");
    Event event = MailEvents.event(MailEvents.push("refs/heads/main", ".\n..\nFrom me\n"));
    Copy copy = channel.render(event).get(0);
    assertThat(channel.render(event).get(0).body().bytes()).isEqualTo(copy.body().bytes());

    sent(channel, event);
    List<MimeMessage> mails = sent(channel, event);

    for (MimeMessage each : mails) {
      ByteArrayOutputStream arrived = new ByteArrayOutputStream();
      each.writeTo(arrived, new String[] {"Return-Path", "Received"});
      assertThat(arrived.toString(US_ASCII).strip())
          .isEqualTo(new String(copy.body().bytes(), US_ASCII).strip());
    }
  }

  static Stream<EventData> everyType() {
    return MailEvents.all();
  }

  @ParameterizedTest
  @MethodSource("everyType")
  void everyTypeOfEventArrives(EventData data) throws Exception {
    MimeMessage mail =
        sent(fixture.channel("email: [dev@example.com]"), MailEvents.event(data)).get(0);

    assertThat(header(mail, "X-Repohook-Event")).isEqualTo(data.type().wireName());
    assertThat(mail.getSubject()).startsWith("[earthmover/ocean] ").hasSizeGreaterThan(22);
    assertThat(text(((MimeMultipart) mail.getContent()).getBodyPart(0))).hasSizeGreaterThan(40);
  }

  @Test
  void answerGoesToTheAuthorWhereThatIsAsked() throws Exception {
    Channel channel = fixture.channel("email: [dev@example.com]", "email_author: reply_to");

    MimeMessage mail =
        sent(channel, MailEvents.event(MailEvents.push("refs/heads/main", "a"))).get(0);

    assertThat(mail.getReplyTo()).containsExactly(new InternetAddress("alice@example.com"));
    assertThat(mail.getFrom()[0].toString()).isEqualTo("Alice <repohook@example.com>");
  }

  @Test
  void nobodyIsShownWhereThatIsAsked() throws Exception {
    Channel channel = fixture.channel("email: [dev@example.com]", "email_author: hidden");

    MimeMessage mail =
        sent(channel, MailEvents.event(MailEvents.push("refs/heads/main", "a"))).get(0);

    assertThat(mail.getFrom()[0].toString()).isEqualTo("Repohook <repohook@example.com>");
  }

  /** Sends every copy; what is in the mailboxes then. */
  private List<MimeMessage> sent(Channel channel, Event event) throws Exception {
    for (Copy copy : channel.render(event)) {
      Attempt attempt = channel.send(new Message("dlv_1", copy.body()));
      assertThat(attempt.outcome()).as(attempt.detail()).isEqualTo(new Outcome.Delivered());
      assertThat(attempt.status()).isEqualTo(250);
    }
    return List.of(greenMail.getReceivedMessages());
  }

  private static String header(MimeMessage mail, String name) {
    try {
      String[] values = mail.getHeader(name);
      assertThat(values).as(name).hasSize(1);
      return values[0];
    } catch (MessagingException e) {
      throw new AssertionError(e);
    }
  }

  private static String text(BodyPart part) throws Exception {
    return (String) part.getContent();
  }
}
