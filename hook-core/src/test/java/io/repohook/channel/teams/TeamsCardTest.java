package io.repohook.channel.teams;

import static io.repohook.channel.chat.ChatEvents.commit;
import static io.repohook.channel.chat.ChatEvents.event;
import static io.repohook.channel.chat.ChatEvents.push;
import static org.assertj.core.api.Assertions.assertThat;

import io.repohook.channel.Body;
import io.repohook.channel.Channel;
import io.repohook.channel.chat.ChatEvents;
import io.repohook.channel.chat.ChatFixture;
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

class TeamsCardTest {
  private static final String ID = "da1560886d4f094c3e6c9ef40349f7d38b5d27d7";
  private static final JsonMapper JSON = new JsonMapper();

  @TempDir Path folder;
  private ChatFixture fixture;
  private Channel channel;

  @BeforeEach
  void setUp() {
    fixture = new ChatFixture(folder, new Teams());
    channel =
        fixture.linked().channel("teams: https://prod-1.example.com:443/workflows/x?sig=y&sp=z");
  }

  @AfterEach
  void tearDown() {
    fixture.close();
  }

  @Test
  void aPushIsOneCardWithALinkForEachCommit() {
    Event event =
        event(
            push(
                "refs/heads/main",
                Change.UPDATED,
                List.of(commit(ID, "fix: [x](y) **z**\n\nbody", "Bob")),
                3));

    Body body = ChatFixture.render(channel, event);

    assertThat(body.contentType()).isEqualTo("application/json");
    assertThat(JSON.readTree(body.bytes()))
        .isEqualTo(
            JSON.readTree(
                """
                {"type": "message", "attachments": [
                 {"contentType": "application/vnd.microsoft.card.adaptive", "contentUrl": null,
                  "content": {
                   "type": "AdaptiveCard", "version": "1.2", "msteams": {"width": "Full"},
                   "$schema": "http://adaptivecards.io/schemas/adaptive-card.json",
                   "fallbackText": "alice pushed 3 commits to main in earthmover/ocean\\n\
                da15608 fix: [x](y) **z** – Bob\\nand 2 more commits",
                   "body": [
                    {"type": "RichTextBlock", "spacing": "Default", "inlines": [
                     {"type": "TextRun", "text": "alice", "weight": "Bolder"},
                     {"type": "TextRun", "text": " pushed "},
                     {"type": "TextRun", "text": "3 commits"},
                     {"type": "TextRun", "text": " to "},
                     {"type": "TextRun", "text": "main", "fontType": "Monospace"},
                     {"type": "TextRun", "text": " in "},
                     {"type": "TextRun", "text": "earthmover/ocean", "selectAction":
                      {"type": "Action.OpenUrl",
                       "url": "https://git.example.com/earthmover/ocean"}}]},
                    {"type": "RichTextBlock", "spacing": "Small", "inlines": [
                     {"type": "TextRun", "text": "da15608", "fontType": "Monospace",
                      "selectAction": {"type": "Action.OpenUrl", "url":
                       "https://git.example.com/earthmover/ocean/commit/%s"}},
                     {"type": "TextRun", "text": " fix: [x](y) **z** – Bob"}]},
                    {"type": "RichTextBlock", "spacing": "Small", "inlines": [
                     {"type": "TextRun", "text": "and 2 more commits", "isSubtle": true}]}]}}]}
                """
                    .formatted(ID)));
  }

  static Stream<String> hostile() {
    return Stream.of(
        ChatEvents.HOSTILE,
        "<at>everyone</at> {{DATE(2026-11-22T10:00:00Z)}} ${x}".repeat(1_000),
        "\"\\".repeat(25_000),
        "\uD83D\uDE00".repeat(25_000),
        "ü€".repeat(25_000));
  }

  @ParameterizedTest
  @MethodSource("hostile")
  void everyCardIsBelowTheLimitAndHoldsNothingButRuns(String text) {
    ChatEvents.all(text)
        .forEach(
            event -> {
              byte[] bytes = ChatFixture.render(channel, event).bytes();
              assertThat(bytes.length).isLessThanOrEqualTo(21_000);
              for (JsonNode block : body(bytes)) {
                assertThat(block.path("type").asString()).isEqualTo("RichTextBlock");
                assertThat(block.path("inlines").size()).isPositive();
                for (JsonNode run : block.path("inlines")) {
                  assertThat(run.path("type").asString()).isEqualTo("TextRun");
                  assertThat(run.path("text").asString()).isNotEmpty();
                }
              }
            });
  }

  @Test
  void whatHasNoRoomIsCounted() {
    String text = "€".repeat(200);
    Event event = event(ChatEvents.added(commit(ID, text, text)));

    byte[] card = ChatFixture.digest(channel, Collections.nCopies(50, event), 10).bytes();

    JsonNode blocks = body(card);
    assertThat(card.length).isBetween(19_000, 21_000);
    assertThat(blocks.path(blocks.size() - 1).path("inlines").path(0).path("text").asString())
        .isEqualTo("and %d more events".formatted(60 - (blocks.size() - 2)));
  }

  @Test
  void aFailedJobShowsTheEndOfItsOutput() {
    Event job =
        ChatEvents.all("one\ntwo")
            .filter(each -> each.type().wireName().startsWith("job"))
            .findFirst()
            .orElseThrow();

    List<JsonNode> blocks = body(ChatFixture.render(channel, job).bytes()).valueStream().toList();

    assertThat(blocks).hasSize(3 + 15);
    assertThat(blocks.get(17).path("inlines").path(0).path("text").asString()).isEqualTo("two");
  }

  private static JsonNode body(byte[] card) {
    return JSON.readTree(card).path("attachments").path(0).path("content").path("body");
  }
}
