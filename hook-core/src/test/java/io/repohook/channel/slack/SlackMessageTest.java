package io.repohook.channel.slack;

import static io.repohook.channel.chat.ChatEvents.commit;
import static io.repohook.channel.chat.ChatEvents.event;
import static io.repohook.channel.chat.ChatEvents.push;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.repohook.channel.Body;
import io.repohook.channel.Channel;
import io.repohook.channel.chat.ChatEvents;
import io.repohook.channel.chat.ChatFixture;
import io.repohook.channel.chat.Line;
import io.repohook.channel.chat.Span;
import io.repohook.channel.chat.Story;
import io.repohook.event.Change;
import io.repohook.event.Event;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SlackMessageTest {
  private static final String ID = "da1560886d4f094c3e6c9ef40349f7d38b5d27d7";
  private static final JsonMapper JSON = new JsonMapper();

  @TempDir Path folder;
  private ChatFixture fixture;
  private Channel channel;

  @BeforeEach
  void setUp() {
    fixture = new ChatFixture(folder, new Slack());
    channel = fixture.linked().channel("slack: https://hooks.slack.com/services/T0/B0/x");
  }

  @AfterEach
  void tearDown() {
    fixture.close();
  }

  @Test
  void aPushIsOneMessageWithALinkForEachCommit() {
    Body body =
        ChatFixture.render(
            channel,
            event(
                push(
                    "refs/heads/main",
                    Change.UPDATED,
                    List.of(commit(ID, "fix: a < b && c\n\nbody", "Bob")),
                    3)));

    assertThat(body.contentType()).isEqualTo("application/json");
    assertThat(JSON.readTree(body.bytes()))
        .isEqualTo(
            JSON.readTree(
                """
                {"text": "alice pushed 3 commits to main in earthmover/ocean\\n\
                da15608 fix: a &lt; b &amp;&amp; c – Bob\\nand 2 more commits",
                 "blocks": [
                  {"type": "section", "text": {"type": "mrkdwn", "verbatim": true, "text":
                   "*alice* pushed 3 commits to `main` in \
                <https://git.example.com/earthmover/ocean|earthmover/ocean>"}},
                  {"type": "section", "text": {"type": "mrkdwn", "verbatim": true, "text":
                   "• `<https://git.example.com/earthmover/ocean/commit/%s|da15608>` \
                fix: a &lt; b &amp;&amp; c – Bob"}},
                  {"type": "context", "elements": [
                   {"type": "mrkdwn", "verbatim": true, "text": "and 2 more commits"}]}],
                 "unfurl_links": false, "unfurl_media": false}
                """
                    .formatted(ID)));
  }

  @Test
  void withoutPagesOnTheWebThereAreNoLinks() {
    try (ChatFixture plain = new ChatFixture(folder, new Slack())) {
      Channel unlinked = plain.channel("slack: https://hooks.slack.com/services/T0/B0/x");

      assertThat(new String(ChatFixture.render(unlinked, event(push(3))).bytes(), UTF_8))
          .contains("• `0000003` Step 3 – Bob")
          .doesNotContain("http");
    }
  }

  /** Seed 000 to the letter, whatever the blocks show. */
  @Test
  void aCommitsPlainTextIsArraylakesLine() {
    JsonNode message =
        message(event(ChatEvents.added(commit("abc123" + "0".repeat(34), "Say hello", "Bob"))));

    assertThat(message.path("text").asString())
        .isEqualTo("New commit abc123 in repository earthmover/ocean on branch main.");
    assertThat(texts(message)).anyMatch(each -> each.contains("Say hello"));
  }

  @Test
  void aHostileCommitMessageCallsNobodyAndBreaksNothing() {
    String message = ChatEvents.HOSTILE + "`&<!channel>".repeat(4_200);
    Event event =
        event(
            push(
                "refs/heads/main",
                Change.UPDATED,
                Collections.nCopies(30, commit(ID, message, message)),
                30));

    List<String> lines =
        texts(message(event)).stream()
            .flatMap(String::lines)
            .filter(SlackMessageTest::item)
            .toList();

    assertThat(message).hasSizeGreaterThan(50_000);
    assertThat(lines).hasSize(20);
    assertThat(lines.get(0))
        .contains("&lt;!channel&gt; &lt;!here|x&gt;", "&amp;amp;", "ˋˋˋ", "txt.exe x")
        .doesNotContain("<!", "```");
  }

  private static boolean item(String line) {
    return line.startsWith("• ");
  }

  static Stream<String> hostile() {
    return Stream.of(
        ChatEvents.HOSTILE,
        "<!channel>&".repeat(5_000),
        "&".repeat(50_000),
        "`".repeat(50_000),
        "\uD83D\uDE00".repeat(25_000),
        "\n".repeat(50_000),
        "x|y>z");
  }

  @ParameterizedTest
  @MethodSource("hostile")
  void everyMessageKeepsSlacksLimitsAndIsEscaped(String text) {
    ChatEvents.all(text)
        .forEach(
            event -> {
              JsonNode message = message(event);
              keepsTheLimits(message);
              for (String each : texts(message)) {
                assertThat(each.replaceAll("<https://git\\.example\\.com/[^<>|]*\\|[^<>]*>", ""))
                    .doesNotContainPattern("[<>]|&(?!(amp|lt|gt);)")
                    .doesNotContainPattern("(?s)^(?!```\n).*```");
              }
              assertThat(message.path("text").asString())
                  .doesNotContainPattern("[<>]|&(?!(amp|lt|gt);)");
            });
  }

  @Test
  void aDigestOfManyHostileEventsKeepsTheLimits() {
    List<Event> events =
        ChatEvents.all("&".repeat(50_000))
            .flatMap(event -> Collections.nCopies(10, event).stream())
            .toList();

    JsonNode message = JSON.readTree(ChatFixture.digest(channel, events, 0).bytes());

    keepsTheLimits(message);
    assertThat(texts(message).stream().flatMap(String::lines).filter(SlackMessageTest::item))
        .hasSize(40);
    assertThat(texts(message)).contains("and 60 more events");
  }

  @Test
  void aLineThatFillsASectionHasNoEmptyOneBeforeIt() {
    Line full = new Line(List.of(new Span("x".repeat(2_998), Span.Style.PLAIN, null)));

    Body body = SlackMessage.of(new Story("x", full, List.of(full, full), 0, "commit", null));

    keepsTheLimits(JSON.readTree(body.bytes()));
    assertThat(texts(JSON.readTree(body.bytes()))).hasSize(3).allMatch(each -> !each.isBlank());
  }

  private static void keepsTheLimits(JsonNode message) {
    assertThat(message.path("text").asString().length()).isBetween(1, 40_000);
    assertThat(message.path("blocks").size()).isBetween(1, 50);
    assertThat(texts(message)).allSatisfy(each -> assertThat(each.length()).isBetween(1, 3_000));
  }

  private JsonNode message(Event event) {
    return JSON.readTree(ChatFixture.render(channel, event).bytes());
  }

  /** The texts of all blocks. */
  private static List<String> texts(JsonNode message) {
    return message
        .path("blocks")
        .valueStream()
        .map(
            block ->
                block.path("text").isObject() ? block.path("text") : block.path("elements").path(0))
        .map(text -> text.path("text").asString())
        .toList();
  }
}
