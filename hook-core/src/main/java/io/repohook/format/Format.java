package io.repohook.format;

import io.repohook.channel.Body;
import io.repohook.channel.UnrenderableException;
import io.repohook.event.Event;

/** How the body of a webhook looks. Immutable and thread-safe. */
public interface Format {

  /** The format's name in configuration: {@code repohook}. */
  String name();

  /**
   * Says the event in this format; the same event always gives the same bytes.
   *
   * @throws UnrenderableException when the format has no words for this event
   */
  Body render(Event event) throws UnrenderableException;
}
