package io.repohook.channel.chat;

import org.jspecify.annotations.Nullable;

/**
 * A piece of a line, plain text that stands for nothing but itself; each chat marks it up in its
 * own way.
 *
 * @param url where it leads, null when it leads nowhere
 */
public record Span(String text, Style style, @Nullable String url) {

  /** How it looks. */
  public enum Style {
    PLAIN,
    STRONG,
    CODE
  }

  static Span plain(String text) {
    return new Span(text, Style.PLAIN, null);
  }

  static Span strong(String text) {
    return new Span(text, Style.STRONG, null);
  }

  static Span code(String text) {
    return new Span(text, Style.CODE, null);
  }

  /** The same, leading there. */
  Span to(@Nullable String url) {
    return new Span(text, style, url);
  }
}
