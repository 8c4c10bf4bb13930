package io.repohook.channel.slack;

import io.repohook.channel.chat.Line;
import io.repohook.channel.chat.Span;
import java.util.function.Function;

/**
 * Writes text in Slack's mark-up. Of what others wrote, {@code &}, {@code <} and {@code >} are
 * escaped, as <a href="https://docs.slack.dev/messaging/formatting-message-text">Slack</a> asks:
 * then {@code <!channel>} calls nobody. What else Slack marks up, such as {@code *}, stays in its
 * line.
 */
final class Mrkdwn {
  private static final String MORE = "…";

  /** Looks like a backtick and ends no code. */
  private static final String NO_BACKTICK = "ˋ";

  /** The one mark that reaches beyond a line: a block of code, which may swallow the next lines. */
  private static final String FENCE = "```";

  private Mrkdwn() {}

  /**
   * The text, escaped.
   *
   * @param most how many UTF-16 units it may have; what is longer ends with an ellipsis
   */
  static String escape(String text, int most) {
    StringBuilder escaped = new StringBuilder();
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      String next =
          switch (c) {
            case '&' -> "&amp;";
            case '<' -> "&lt;";
            case '>' -> "&gt;";
            default -> Character.toString(c);
          };
      int room = i == text.length() ? most : most - MORE.length();
      if (escaped.length() + next.length() > room) {
        return escaped.append(MORE).toString();
      }
      escaped.append(next);
    }
    return escaped.toString();
  }

  /** The line with its mark-up; without, where it would be longer than that. */
  static String line(Line line, int most) {
    String marked = join(line, Mrkdwn::linked);
    if (marked.length() > most) {
      marked = join(line, Mrkdwn::styled);
    }
    return marked.length() > most ? escape(withoutFence(line.plain()), most) : marked;
  }

  /** A block of code; without its first lines, where it would be longer than that. */
  static String block(String text, int most) {
    String rest = text;
    while (true) {
      String block = FENCE + "\n" + escape(withoutFence(rest), Integer.MAX_VALUE) + "\n" + FENCE;
      int end = rest.indexOf('\n');
      if (block.length() <= most || end < 0) {
        return block;
      }
      rest = rest.substring(end + 1);
    }
  }

  private static String join(Line line, Function<Span, String> written) {
    StringBuilder text = new StringBuilder();
    line.spans().forEach(span -> text.append(written.apply(span)));
    return text.toString();
  }

  private static String linked(Span span) {
    String url = span.url();
    if (url == null) {
      return styled(span);
    }
    String link = "<" + address(url) + "|" + escape(span.text()) + ">";
    return span.style() == Span.Style.CODE ? "`" + link + "`" : link;
  }

  private static String styled(Span span) {
    return switch (span.style()) {
      case PLAIN -> escape(withoutFence(span.text()));
      case STRONG -> "*" + escape(withoutFence(span.text())) + "*";
      case CODE -> "`" + escape(span.text().replace("`", NO_BACKTICK)) + "`";
    };
  }

  private static String escape(String text) {
    return escape(text, Integer.MAX_VALUE);
  }

  private static String withoutFence(String text) {
    return text.replace(FENCE, NO_BACKTICK.repeat(FENCE.length()));
  }

  /** A URL within a link, where a bar or a bracket would end it. */
  private static String address(String url) {
    return escape(url.replace("|", "%7C").replace("<", "%3C").replace(">", "%3E"));
  }
}
