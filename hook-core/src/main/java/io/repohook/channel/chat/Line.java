package io.repohook.channel.chat;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;

/** A line of a story. */
public record Line(List<Span> spans) {

  public Line {
    spans = List.copyOf(spans);
  }

  /** Strings are plain text, spans themselves. */
  static Line of(Object... parts) {
    List<Span> spans = new ArrayList<>();
    for (Object part : parts) {
      spans.add(part instanceof Span span ? span : Span.plain((String) part));
    }
    return new Line(spans);
  }

  /** The line without any mark-up. */
  public String plain() {
    return spans.stream().map(Span::text).collect(joining());
  }
}
