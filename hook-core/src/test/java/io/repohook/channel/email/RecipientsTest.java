package io.repohook.channel.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.repohook.channel.Channel;
import io.repohook.channel.Copy;
import io.repohook.channel.UnrenderableException;
import io.repohook.event.ArtifactFile;
import io.repohook.event.Commit;
import io.repohook.event.Coordinates;
import io.repohook.event.Deployment;
import io.repohook.event.EventData;
import io.repohook.event.FileChange;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Who gets a mail. */
class RecipientsTest {
  private static final String DEV = "dev@example.com";
  private static final String QA = "qa@example.com";
  private static final String DOCS = "docs@example.com";
  private static final String[] ALL = {
    "email: [" + DEV + "]",
    "email_branches: {\"release/*\": [" + QA + ", DEV@example.com]}",
    "email_paths: {\"docs/**\": " + DOCS + "}"
  };

  @TempDir Path folder;

  static Stream<Arguments> events() {
    return Stream.of(
        arguments(push("main", "src/a.c"), List.of(DEV)),
        arguments(push("release/1", "src/a.c"), List.of(DEV, QA)),
        arguments(push("release/1/x", "src/a.c"), List.of(DEV)),
        arguments(push("main", "docs/a/b.md"), List.of(DEV, DOCS)),
        arguments(push("release/1", "docs/a.md"), List.of(DEV, QA, DOCS)),
        arguments(MailEvents.tag("refs/tags/v1", "v1"), List.of(DEV)),
        arguments(MailEvents.file("docs/a.jar", FileChange.CREATED), List.of(DEV, DOCS)));
  }

  private static EventData push(String branch, String file) {
    return MailEvents.push(
        "refs/heads/" + branch, MailEvents.commit(MailEvents.alice(), "x", file));
  }

  @ParameterizedTest
  @MethodSource("events")
  void eachGetsOneMailOfWhatConcernsThem(EventData data, List<String> recipients) {
    assertThat(recipients(data, ALL)).isEqualTo(recipients);
  }

  @Test
  void authorsOfNewCommitsGetWhatTheyPushedWithinOurDomain() {
    Commit ours = MailEvents.commit(MailEvents.signature("A", "a@Example.com"), "x");
    Commit again = MailEvents.commit(MailEvents.signature("A", "A@example.com"), "x");
    Commit known = MailEvents.commit(MailEvents.signature("B", "b@example.com"), "x").asNew(false);
    Commit foreign = MailEvents.commit(MailEvents.signature("C", "c@elsewhere.org"), "x");
    Commit none = MailEvents.commit(MailEvents.signature("D", "d\r\n@example.com"), "x");
    EventData push = MailEvents.push("refs/heads/main", ours, again, known, foreign, none);

    assertThat(recipients(push, "email: authors")).containsExactly("a@Example.com");
    assertThat(recipients(push, "email: authors", "email_author_domains: [elsewhere.org]"))
        .containsExactly("c@elsewhere.org");
    assertThat(recipients(push, "email: authors", "email_author_domains: [\"*\"]"))
        .containsExactly("a@Example.com", "c@elsewhere.org");
  }

  @Test
  void filesOfADeployAreFilesToo() {
    Coordinates rocket = new Coordinates("docs", "rocket", "1", null);
    ArtifactFile jar =
        new ArtifactFile("docs/rocket/1/rocket-1.jar", null, "jar", 1L, FileChange.CREATED);
    assertThat(recipients(new Deployment(rocket, List.of(jar), true), ALL))
        .containsExactly(DEV, DOCS);
  }

  @Test
  void eventThatIsForNobodyConcernsNobody() {
    assertThat(concerns(push("main", "src/a.c"), ALL[1], ALL[2])).isFalse();
    assertThat(concerns(push("main", "docs/a.c"), ALL[1], ALL[2])).isTrue();
  }

  private boolean concerns(EventData data, String... lines) {
    try (EmailFixture fixture =
        new EmailFixture(folder).smtp("host: localhost, from: repohook@example.com")) {
      return fixture.channel(lines).concerns(MailEvents.event(data));
    }
  }

  private List<String> recipients(EventData data, String... lines) {
    try (EmailFixture fixture =
        new EmailFixture(folder).smtp("host: localhost, from: repohook@example.com")) {
      Channel channel = fixture.channel(lines);
      return channel.render(MailEvents.event(data)).stream().map(Copy::recipient).toList();
    } catch (UnrenderableException e) {
      throw new AssertionError(e);
    }
  }
}
