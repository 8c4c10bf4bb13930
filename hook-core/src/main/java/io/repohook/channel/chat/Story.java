package io.repohook.channel.chat;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a chat room reads of one event. All of it is {@link Legible}.
 *
 * @param plain the same without mark-up, for notifications and for whoever cannot show more
 * @param headline the event in one sentence
 * @param lines what it consists of, a commit or a file each; none of them blank
 * @param more how many lines there would be besides
 * @param noun what one of these is called, such as {@code commit}
 * @param output the end of what a job printed, with its line breaks; null where there is none
 */
public record Story(
    String plain, Line headline, List<Line> lines, int more, String noun, @Nullable String output) {

  /** So many lines are read at a glance; what a chat can show at most is more. */
  static final int MOST_LINES = 20;

  public Story {
    lines = lines.stream().filter(each -> !each.plain().isBlank()).toList();
  }

  /** A headline, and nothing below. */
  static Story of(Line headline) {
    return of(headline, List.of());
  }

  /** A headline, and lines that are all there is. */
  static Story of(Line headline, List<Line> lines) {
    return of(headline, lines, 0, "");
  }

  /** A headline, and some lines of a list. */
  static Story of(Line headline, List<Line> lines, int more, String noun) {
    Story story = new Story("", headline, lines, more, noun, null);
    return story.as(story.written());
  }

  /** The same, with another text for who cannot show more. */
  Story as(String plain) {
    return new Story(plain, headline, lines, more, noun, output);
  }

  /** The same, with what a job printed. */
  Story printing(@Nullable String output) {
    return new Story(plain, headline, lines, more, noun, output);
  }

  /** The same with fewer lines, for a chat that has no room for all. */
  public Story first(int count) {
    return new Story(
        plain, headline, lines.subList(0, count), more + lines.size() - count, noun, output);
  }

  /** How many more there are, in words: {@code and 12 more commits}; empty when there are none. */
  public String andMore() {
    return more == 0 ? "" : "and " + Words.count(more, "more " + noun);
  }

  private String written() {
    StringBuilder text = new StringBuilder(headline.plain());
    lines.forEach(each -> text.append('\n').append(each.plain()));
    if (more > 0) {
      text.append('\n').append(andMore());
    }
    return text.toString();
  }
}
