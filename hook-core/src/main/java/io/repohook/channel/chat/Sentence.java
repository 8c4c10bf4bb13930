package io.repohook.channel.chat;

import java.util.ArrayList;
import java.util.List;

/** A line in the making. */
final class Sentence {
  private final List<Span> spans = new ArrayList<>();

  /** Adds parts in their order: strings are plain text, spans themselves. */
  Sentence add(Object... parts) {
    spans.addAll(Line.of(parts).spans());
    return this;
  }

  Line line() {
    return new Line(spans);
  }
}
