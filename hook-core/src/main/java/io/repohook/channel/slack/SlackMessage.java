package io.repohook.channel.slack;

import io.repohook.channel.Body;
import io.repohook.channel.chat.Line;
import io.repohook.channel.chat.Story;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes a story as a Slack message: blocks, and a plain {@code text} for notifications and for
 * clients that show no blocks.
 */
final class SlackMessage {
  /** Slack cuts what is longer. */
  private static final int TEXT = 40_000;

  /** Slack refuses the message if a section's text is longer. */
  private static final int SECTION = 3_000;

  /** Slack refuses the message if it has more blocks. */
  private static final int BLOCKS = 50;

  private static final String BULLET = "• ";
  private static final JsonMapper JSON = new JsonMapper();

  private SlackMessage() {}

  static Body of(Story story) {
    List<Map<String, Object>> blocks = new ArrayList<>();
    blocks.add(section(Mrkdwn.line(story.headline(), SECTION)));
    sections(story.lines()).forEach(each -> blocks.add(section(each)));
    if (story.more() > 0) {
      blocks.add(Map.of("type", "context", "elements", List.of(mrkdwn(story.andMore()))));
    }
    String output = story.output();
    if (output != null) {
      blocks.add(section(Mrkdwn.block(output, SECTION)));
    }
    Map<String, Object> message = new LinkedHashMap<>();
    message.put("text", Mrkdwn.escape(story.plain(), TEXT));
    message.put("blocks", blocks.subList(0, Math.min(blocks.size(), BLOCKS)));
    // Else an address in a commit message shows a stranger's page or picture in the room.
    message.put("unfurl_links", false);
    message.put("unfurl_media", false);
    return new Body("application/json", Map.of(), JSON.writeValueAsBytes(message));
  }

  /** As many lines in each as there is room for. */
  private static List<String> sections(List<Line> lines) {
    List<String> sections = new ArrayList<>();
    StringBuilder section = new StringBuilder();
    for (Line each : lines) {
      String line = BULLET + Mrkdwn.line(each, SECTION - BULLET.length());
      if (!section.isEmpty() && section.length() + 1 + line.length() > SECTION) {
        sections.add(section.toString());
        section.setLength(0);
      }
      section.append(section.isEmpty() ? "" : "\n").append(line);
    }
    if (!section.isEmpty()) {
      sections.add(section.toString());
    }
    return sections;
  }

  private static Map<String, Object> section(String text) {
    Map<String, Object> section = new LinkedHashMap<>();
    section.put("type", "section");
    section.put("text", mrkdwn(text));
    return section;
  }

  private static Map<String, Object> mrkdwn(String text) {
    Map<String, Object> element = new LinkedHashMap<>();
    element.put("type", "mrkdwn");
    element.put("text", text);
    // Else Slack looks for names of people and rooms in it, to tell them or link them.
    element.put("verbatim", true);
    return element;
  }
}
