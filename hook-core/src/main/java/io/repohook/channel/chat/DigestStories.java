package io.repohook.channel.chat;

import static java.util.stream.Collectors.joining;

import io.repohook.channel.Digest;
import io.repohook.channel.Downloads;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Tells of what gathered: of each event its headline. */
final class DigestStories {
  /** More than of a push, for each of them is an event; and still within what every chat takes. */
  private static final int MOST_LINES = 40;

  /** The most wanted ones: a chat is for a glance. */
  private static final int MOST_DOWNLOADED = 20;

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
            .add(addresses(digest.downloads()))
            .line();
    List<Line> lines = new ArrayList<>();
    digest.items().stream()
        .limit(MOST_LINES)
        .forEach(item -> lines.add(JSON.readValue(item, Line.class)));
    int more = digest.told() - lines.size();
    Downloads downloads = digest.downloads();
    if (downloads == null) {
      return Story.of(headline, lines, more, "event");
    }
    List<Downloads.Thing> shown =
        downloads.listed().subList(0, Math.min(MOST_DOWNLOADED, downloads.listed().size()));
    shown.forEach(each -> lines.add(downloaded(each)));
    more += downloads.artifacts() - shown.size();
    return Story.of(headline, lines, more, digest.told() == 0 ? "artifact" : "line");
  }

  private static String addresses(@Nullable Downloads downloads) {
    return downloads == null ? "" : " by " + Words.addresses(downloads.addresses());
  }

  private static Line downloaded(Downloads.Thing thing) {
    return new Sentence()
        .add(Span.code(Words.place(thing.name())))
        .add(" – " + Words.count(thing.downloads(), "download"))
        .add(" by " + Words.addresses(thing.addresses()))
        .line();
  }
}
