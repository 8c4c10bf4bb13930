package io.repohook.channel.email;

import static io.repohook.channel.Builds.deployment;
import static org.assertj.core.api.Assertions.assertThat;

import io.repohook.channel.Build;
import io.repohook.channel.Builds;
import io.repohook.channel.Channel;
import io.repohook.channel.Copy;
import io.repohook.event.Actor;
import io.repohook.event.Deployment;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmailBuildTest {
  @TempDir Path folder;
  private EmailFixture fixture;

  @BeforeEach
  void open() {
    fixture = new EmailFixture(folder).smtp("host: localhost, from: repohook@example.com");
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void aBuildIsOneMailWithItsModulesInOneList() throws Exception {
    Copy copy = mail(Builds.of(true, "engine", "tank", "ship"));

    assertThat(subject(copy))
        .isEqualTo("[earthmover/ocean] ci deployed 4 modules of com.example 3.0");
    assertThat(text(copy))
        .isEqualToNormalizingNewlines(
            """
            ci deployed 4 modules of com.example 3.0 to releases.

            group       com.example
            version     3.0
            repository  releases
            by          ci
            from        192.0.2.9
            files       7 files, 10.6 kB (10,624 bytes)

            4 modules

              com.example:fleet:3.0   1 file, 1.8 kB
              com.example:engine:3.0  2 files, 2.9 kB
              com.example:tank:3.0    2 files, 2.9 kB
              com.example:ship:3.0    2 files, 2.9 kB
            """);
    assertThat(parsed(copy).getHeader("X-Repohook-Event")).containsExactly("artifact.deployed");
  }

  @Test
  void whatStoppedHalfWayIsInTheSubject() throws Exception {
    Copy copy = mail(Builds.of(false, "engine", "ship"));

    assertThat(subject(copy)).endsWith(" 3 modules of com.example 3.0, 1 of them in part");
    assertThat(text(copy))
        .contains("The build is not complete: 1 of them stopped half-way.")
        .contains("com.example:ship:3.0    2 files, 2.9 kB, stopped half-way");
  }

  @Test
  void oneModuleIsTheMailOfItsDeploy() throws Exception {
    List<Deployment> one = List.of(deployment("engine", "3.0", null, true, 2239L));

    assertThat(subject(mail(Builds.of(Builds.CI, 0, one))))
        .isEqualTo("[earthmover/ocean] com.example:engine:3.0 deployed");
  }

  @Test
  void eachReadsOfTheModulesThatConcernThem() throws Exception {
    Channel channel =
        fixture.channel(
            "email: [dev@example.com]", "email_paths: {\"**/tank/**\": qa@example.com}");

    List<Copy> copies = channel.build(Builds.of(false, "tank", "engine"));

    assertThat(copies.stream().map(Copy::recipient))
        .containsExactly("dev@example.com", "qa@example.com");
    assertThat(subject(copies.get(0))).contains("3 modules");
    assertThat(subject(copies.get(1))).endsWith("com.example:tank:3.0 deployed");
    assertThat(text(copies.get(1))).doesNotContain("engine").doesNotContain("not complete");
  }

  @Test
  void whatOthersWriteMakesNoHeaderAndNoLine() throws Exception {
    Actor actor = new Actor("ci\r\nBcc: x@example.com", null, null);
    List<Deployment> deploys =
        List.of(
            deployment("a\r\nb", "1\u202e", null, true, (Long) null),
            deployment("c", "2", "2-1\n", true, (Long) null));
    Copy copy = mail(Builds.of(actor, 0, deploys));

    assertThat(parsed(copy).getHeader("Bcc")).isNull();
    assertThat(text(copy)).contains("  com.example:a b:1<U+202E>  1 file").contains("(2-1 )");
  }

  private Copy mail(Build build) throws Exception {
    return fixture.channel("email: [dev@example.com]").build(build).get(0);
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
