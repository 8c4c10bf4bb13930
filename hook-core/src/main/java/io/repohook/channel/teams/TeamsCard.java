package io.repohook.channel.teams;

import io.repohook.channel.Body;
import io.repohook.channel.chat.Line;
import io.repohook.channel.chat.Span;
import io.repohook.channel.chat.Story;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes a story as an <a href="https://adaptivecards.io/explorer/">Adaptive Card</a> of version
 * 1.2. Its texts are runs of {@code RichTextBlock}s, in which nothing is mark-up; so nothing needs
 * escaping.
 */
final class TeamsCard {
  /** Teams refuses a message of about 28 KB, by a measure of its own; this is safely below. */
  private static final int BYTES = 21_000;

  /** For clients that can show no card: a sentence or two. */
  private static final int FALLBACK = 500;

  private static final JsonMapper JSON = new JsonMapper();

  private TeamsCard() {}

  /** With fewer lines where all of them have no room. */
  static Body of(Story story) {
    byte[] message = message(story);
    for (int lines = story.lines().size() - 1; message.length > BYTES && lines >= 0; lines--) {
      message = message(story.first(lines));
    }
    return new Body("application/json", Map.of(), message);
  }

  private static byte[] message(Story story) {
    Map<String, Object> attachment = new LinkedHashMap<>();
    attachment.put("contentType", "application/vnd.microsoft.card.adaptive");
    attachment.put("contentUrl", null);
    attachment.put("content", card(story));
    Map<String, Object> message = new LinkedHashMap<>();
    message.put("type", "message");
    message.put("attachments", List.of(attachment));
    return JSON.writeValueAsBytes(message);
  }

  private static Map<String, Object> card(Story story) {
    List<Object> body = new ArrayList<>();
    body.add(block(runs(story.headline()), "Default"));
    story.lines().forEach(line -> body.add(block(runs(line), "Small")));
    if (story.more() > 0) {
      Map<String, Object> more = run(story.andMore());
      more.put("isSubtle", true);
      body.add(block(List.of(more), "Small"));
    }
    String output = story.output();
    if (output != null) {
      output.lines().forEach(line -> body.add(block(List.of(monospace(run(line))), "None")));
    }
    Map<String, Object> card = new LinkedHashMap<>();
    card.put("type", "AdaptiveCard");
    card.put("$schema", "http://adaptivecards.io/schemas/adaptive-card.json");
    card.put("version", "1.2");
    card.put("fallbackText", cut(story.plain()));
    card.put("msteams", Map.of("width", "Full"));
    card.put("body", body);
    return card;
  }

  private static Map<String, Object> block(List<Map<String, Object>> runs, String spacing) {
    Map<String, Object> block = new LinkedHashMap<>();
    block.put("type", "RichTextBlock");
    block.put("spacing", spacing);
    block.put("inlines", runs);
    return block;
  }

  private static List<Map<String, Object>> runs(Line line) {
    return line.spans().stream()
        .filter(span -> !span.text().isEmpty())
        .map(TeamsCard::run)
        .toList();
  }

  private static Map<String, Object> run(Span span) {
    Map<String, Object> run = run(span.text());
    switch (span.style()) {
      case STRONG -> run.put("weight", "Bolder");
      case CODE -> monospace(run);
      case PLAIN -> {}
    }
    if (span.url() != null) {
      run.put("selectAction", Map.of("type", "Action.OpenUrl", "url", span.url()));
    }
    return run;
  }

  private static Map<String, Object> run(String text) {
    Map<String, Object> run = new LinkedHashMap<>();
    run.put("type", "TextRun");
    run.put("text", text);
    return run;
  }

  private static Map<String, Object> monospace(Map<String, Object> run) {
    run.put("fontType", "Monospace");
    return run;
  }

  private static String cut(String text) {
    return text.length() <= FALLBACK
        ? text
        : text.substring(0, text.offsetByCodePoints(0, text.codePointCount(0, FALLBACK) - 1)) + "…";
  }
}
