package io.repohook.channel.email;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.repohook.channel.Channel;
import io.repohook.channel.Copy;
import io.repohook.event.Commit;
import io.repohook.event.Push;
import io.repohook.event.Signature;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever git lets people write, the mail is one, and no header of it is theirs. */
class EncodingTest {
  private static final List<String> HEADERS =
      List.of(
          "Auto-Submitted",
          "Content-Type",
          "Date",
          "From",
          "In-Reply-To",
          "List-Id",
          "MIME-Version",
          "Message-ID",
          "References",
          "Subject",
          "To",
          "X-Auto-Response-Suppress",
          "X-Repohook-About",
          "X-Repohook-Event",
          "X-Repohook-Repository");

  @TempDir Path folder;

  /**
   * A row of what people write.
   *
   * @param author a name
   * @param subject the mail's subject behind {@code [earthmover/ocean] }
   */
  private record Row(String author, String ref, String message, String subject) {
    @Override
    public String toString() {
      return (author + " | " + ref + " | " + message).replaceAll("\\p{Cntrl}", "?");
    }
  }

  static Stream<Row> rows() {
    String long998 = "x".repeat(5_000);
    return Stream.of(
        row("Alice", "main", "Say hello", "main: Say hello"),
        row("Zo\u00eb \u2603", "main", "Gr\u00fc\u00dfe an alle", "main: Gr\u00fc\u00dfe an alle"),
        row("\u65e5\u672c", "\u65e5\u672c", "\u65e5\u672c\n", "\u65e5\u672c: \u65e5\u672c"),
        row("\ud83d\ude80", "main", "\ud83d\ude80 launch", "main: \ud83d\ude80 launch"),
        row("", "main", "", "main"),
        row("Alice", "main", "\n\n  \nafter blanks\n", "main: after blanks"),
        row("Alice", "main", "no newline at the end", "main: no newline at the end"),
        row("Alice", "main", "one\r\n\r\ntwo\r", "main: one"),
        row("Alice", "main", "a\0b\n", "main: a b"),
        row("Alice", "main", "bell\u0007\u001b[31m red", "main: bell [31m red"),
        row("Alice", "main", "\u202eevil\u2066 turn", "main: evil turn"),
        row("Alice", "main", "lone \ud800 surrogate", "main: lone surrogate"),
        row("Alice", "main", ".\n..\n.hidden\n", "main: ."),
        row("Alice", "main", "From the start\nFrom here\n", "main: From the start"),
        row("Alice", "main", "=?UTF-8?Q?fake?= word", "main: = ?UTF-8?Q?fake?= word"),
        row("Alice", "main", long998, "main: " + "x".repeat(174) + "\u2026"),
        row("Alice", "main", "\u00fc".repeat(5_000), "main: " + "\u00fc".repeat(174) + "\u2026"),
        row("Alice", "main", "x\n".repeat(50_000), "main: x"),
        row("a\r\nBcc: eve@example.com", "main", "x\r\nBcc: eve@example.com", "main: x"),
        row("a\nBcc: eve@example.com\n\nbody", "main", "x", "main: x"),
        row("\"Q\" <eve@example.com>, Bob", "main", "x", "main: x"),
        row("a@b.example <eve@example.com>", "main", "x", "main: x"),
        row("\\\"\\", "main", "x", "main: x"),
        row("x".repeat(3_000), "main", "x", "main: x"),
        row("Alice", "a\r\nBcc: eve@example.com", "x", "a Bcc: eve@example.com: x"),
        row("Alice", "quote\";$<>&|#%'", "x", "quote\";$<>&|#%': x"),
        row("Alice", "caf\\xE9", "x", "caf\\xE9: x"),
        row("Alice", "r".repeat(3_000), "x", "r".repeat(180) + "\u2026"));
  }

  private static Row row(String author, String ref, String message, String subject) {
    return new Row(author, "refs/heads/" + ref, message, subject);
  }

  @ParameterizedTest
  @MethodSource("rows")
  void mailIsWellFormedAndOneWhateverPeopleWrite(Row row) throws Exception {
    Signature author = MailEvents.signature(row.author(), "alice@example.com");
    byte[] bytes = rendered(MailEvents.push(row.ref(), MailEvents.commit(author, row.message())));

    assertThat(new String(bytes, ISO_8859_1)).matches("(?s)[\\r\\n\\t\\x20-\\x7e]*");
    for (String line : new String(bytes, US_ASCII).split("\r\n", -1)) {
      assertThat(line).hasSizeLessThanOrEqualTo(998).doesNotContain("\r").doesNotContain("\n");
    }
    MimeMessage mail = parsed(bytes);
    assertThat(Collections.list(mail.getAllHeaders()).stream().map(each -> each.getName()))
        .containsExactlyInAnyOrderElementsOf(HEADERS);
    assertThat(mail.getAllRecipients()).containsExactly(new InternetAddress("dev@example.com"));
    assertThat(mail.getFrom()).hasSize(1);
    assertThat(((InternetAddress) mail.getFrom()[0]).getAddress())
        .isEqualTo("repohook@example.com");
    assertThat(mail.getSubject()).isEqualTo("[earthmover/ocean] " + row.subject());
    assertThat(((MimeMultipart) mail.getContent()).getCount()).isEqualTo(2);
  }

  @Test
  void authorIsShownByTheNameThatGitHas() throws Exception {
    Signature author = MailEvents.signature("Zo\u00eb \u65e5\u672c \ud83d\ude80", "z@example.com");

    MimeMessage mail =
        parsed(rendered(MailEvents.push("refs/heads/main", MailEvents.commit(author, "x"))));

    assertThat(((InternetAddress) mail.getFrom()[0]).getPersonal())
        .isEqualTo("Zo\u00eb \u65e5\u672c \ud83d\ude80");
  }

  @Test
  void textIsAllThereInBothParts() throws Exception {
    String message =
        "Gr\u00fc\u00dfe <b>&amp; \"all\"\n\n\ttab, trailing space \n\u202eturned\u0007\n";
    Commit commit = MailEvents.commit(MailEvents.alice(), message);

    MimeMultipart parts =
        (MimeMultipart) parsed(rendered(MailEvents.push("refs/heads/main", commit))).getContent();

    String shown = "tab, trailing space \n    <U+202E>turned<U+0007>";
    assertThat(text(parts, 0)).contains("    Gr\u00fc\u00dfe <b>&amp; \"all\"\n").contains(shown);
    assertThat(text(parts, 1))
        .contains("Gr\u00fc\u00dfe &lt;b&gt;&amp;amp; &quot;all&quot;\n")
        .contains("&lt;U+202E&gt;turned&lt;U+0007&gt;");
  }

  private static String text(MimeMultipart parts, int part) throws Exception {
    return ((String) parts.getBodyPart(part).getContent()).replace("\r\n", "\n");
  }

  private byte[] rendered(Push push) throws Exception {
    try (EmailFixture fixture =
        new EmailFixture(folder).smtp("host: localhost, from: repohook@example.com")) {
      Channel channel = fixture.channel("email: [dev@example.com]", "diff: none");
      Copy copy = channel.render(MailEvents.event(push)).get(0);
      return copy.body().bytes();
    }
  }

  private static MimeMessage parsed(byte[] bytes) throws Exception {
    return new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(bytes));
  }
}
