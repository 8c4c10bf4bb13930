package io.repohook.channel.email;

import static org.assertj.core.api.Assertions.assertThat;

import io.repohook.channel.Channel;
import io.repohook.channel.Copy;
import io.repohook.channel.Digest;
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
