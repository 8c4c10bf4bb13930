package io.repohook.channel.email;

import static org.assertj.core.api.Assertions.assertThat;

import io.repohook.channel.Channel;
import io.repohook.channel.Copy;
import io.repohook.channel.Digest;
import io.repohook.channel.Downloads;
import io.repohook.channel.Estimate;
import io.repohook.event.Coordinates;
import io.repohook.event.Event;
import io.repohook.event.Repository;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmailDigestTest {
  @TempDir Path folder;

  @Test
  void eachRecipientGetsOneMailOfWhatConcernsThem() throws Exception {
    try (EmailFixture fixture =
        new EmailFixture(folder).smtp("host: localhost, from: repohook@example.com")) {
      Channel channel =
          fixture.channel(
              "email: [dev@example.com]", "email_branches: {\"release/*\": qa@example.com}");
      List<byte[]> items = new ArrayList<>();
      items.add(channel.digestItem(push("refs/heads/main", "Gr\u00fc\u00dfe")));
      items.add(channel.digestItem(push("refs/heads/release/1", "Release it")));
      Digest digest =
          new Digest(
              "dlv_1",
              Repository.git("earthmover/ocean"),
              EmailFixture.NOW,
              EmailFixture.NOW.plusSeconds(600),
              Map.of("git.push", 3),
              items);

      List<Copy> copies = channel.digest(digest);

      assertThat(copies.stream().map(Copy::recipient))
          .containsExactly("dev@example.com", "qa@example.com");
      assertThat(subject(copies.get(0))).isEqualTo("[earthmover/ocean] digest of 3 events");
      assertThat(text(copies.get(0)))
          .contains("3 git.push")
          .contains("main: Gr\u00fc\u00dfe")
          .contains("release/1: Release it")
          .contains("There were more events than a digest lists");
      assertThat(subject(copies.get(1))).isEqualTo("[earthmover/ocean] digest of 1 event");
      assertThat(text(copies.get(1)))
          .contains("release/1: Release it")
          .doesNotContain("3 git.push")
          .doesNotContain("main: Gr\u00fc\u00dfe");
      assertThat(channel.digest(digest).get(0).body().bytes())
          .isEqualTo(copies.get(0).body().bytes());
    }
  }

  @Test
  void eachRecipientReadsWhatOfTheirsWasDownloadedHowOften() throws Exception {
    try (EmailFixture fixture =
        new EmailFixture(folder).smtp("host: localhost, from: repohook@example.com")) {
      Channel channel =
          fixture.channel(
              "email: [dev@example.com]", "email_paths: {\"**/rocket/**\": qa@example.com}");
      String rocket = "com/example/rocket/1.0/rocket-1.0.";
      Downloads downloads =
          new Downloads(
              12_404,
              3,
              new Estimate(3021, false),
              List.of(
                  new Downloads.Thing(
                      new Coordinates("com.example", "rocket", "1.0", null),
                      12_300,
                      new Estimate(3000, false),
                      List.of(
                          new Downloads.File(rocket + "jar", null, "jar", 12_000),
                          new Downloads.File(rocket + "pom", null, "pom", 300))),
                  new Downloads.Thing(
                      null,
                      103,
                      new Estimate(1, true),
                      List.of(new Downloads.File("a<b>\r\nBcc: x.zip", null, null, 103)))));
      Digest digest =
          new Digest(
              "dlv_1",
              Repository.artifact("releases"),
              EmailFixture.NOW,
              EmailFixture.NOW.plusSeconds(3600),
              Map.of("artifact.downloaded", 12_404),
              List.of(),
              downloads);

      List<Copy> copies = channel.digest(digest);

      assertThat(copies.stream().map(Copy::recipient))
          .containsExactly("dev@example.com", "qa@example.com");
      assertThat(subject(copies.get(0))).endsWith("digest of 12404 downloads");
      assertThat(text(copies.get(0)))
          .contains("12,404 downloads by about 3,021 addresses")
          .contains(
              "  12,300  com.example:rocket:1.0, by about 3,000 addresses"
                  + " (rocket-1.0.jar 12,000, rocket-1.0.pom 300)")
          .contains("     103  a<b><U+000D><U+000A>Bcc: x.zip, by 1 address")
          .contains("and 1 more artifact")
          .doesNotContain("more events than");
      assertThat(subject(copies.get(1))).endsWith("digest of 12300 downloads");
      assertThat(text(copies.get(1)))
          .contains("12,300 downloads")
          .contains("com.example:rocket:1.0")
          .doesNotContain("12,404")
          .doesNotContain("x.zip");
    }
  }

  private static Event push(String ref, String message) {
    return MailEvents.event(MailEvents.push(ref, message));
  }

  private static String subject(Copy copy) throws Exception {
    return parsed(copy).getSubject();
  }

  private static String text(Copy copy) throws Exception {
    return (String) ((MimeMultipart) parsed(copy).getContent()).getBodyPart(0).getContent();
  }

  private static MimeMessage parsed(Copy copy) throws Exception {
    return new MimeMessage(
        Session.getInstance(new Properties()), new ByteArrayInputStream(copy.body().bytes()));
  }
}
