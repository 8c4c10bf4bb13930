package io.repohook.channel.chat;

import static java.util.stream.Collectors.joining;

import io.repohook.channel.Digest;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/** Tells of what gathered: of each event its headline. */
final class DigestStories {
  /** More than of a push, for each of them is an event; and still within what every chat takes. */
  private static final int MOST_LINES = 40;

  private static final JsonMapper JSON = new JsonMapper();

  private DigestStories() {}

  /** A headline as it is kept until the digest closes. */
  static byte[] item(Line headline) {
    return JSON.writeValueAsBytes(headline);
  }

  static Story digest(Digest digest, Span repository) {
    Line headline =
        new Sentence()
            .add(Span.strong(Words.count(digest.events(), "event")), " in ", repository)
            .add(" from ", Words.time(digest.from()), " to ", Words.time(digest.to()), ": ")
            .add(
                digest.counts().entrySet().stream()
                    .map(each -> each.getValue() + " " + each.getKey())
                    .collect(joining(", ")))
            .line();
    List<Line> lines =
        digest.items().stream()
            .limit(MOST_LINES)
            .map(item -> JSON.readValue(item, Line.class))
            .toList();
    return Story.of(headline, lines, digest.events() - lines.size(), "event");
  }
}
