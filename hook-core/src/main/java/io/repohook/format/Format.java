package io.repohook.format;

import io.repohook.channel.Body;
import io.repohook.channel.Message;
import io.repohook.channel.UnrenderableException;
import io.repohook.event.Event;
import io.repohook.event.EventType;
import java.util.Map;

/**
 * How the body of one subscription's webhook looks, and which headers go with it.
 *
 * <p>A body is rendered once, at intake; what proves who sent it is made anew for each attempt.
 * Immutable and thread-safe.
 */
public interface Format {

  /** The format's name in configuration: {@code repohook}. */
  String name();

  /**
   * Whether it has words for events of this type. Others are not sent, as the system whose format
   * it is would not send them.
   */
  boolean says(EventType type);

  /**
   * Says the event in this format; the same event always gives the same bytes.
   *
   * @throws UnrenderableException when the format has no words for this event
   */
  Body render(Event event) throws UnrenderableException;

  /** The headers of one attempt that rest on its id and on the subscription's secret. */
  default Map<String, String> sign(Message message) {
    return Map.of();
  }

  /** How the request carries the body, and a digest, which is said in the native format. */
  default ContentType contentType() {
    return ContentType.JSON;
  }

  /** The format's settings as a person may see them, in a fixed order. */
  default Map<String, String> describe() {
    return Map.of(ContentType.KEY, contentType().word());
  }
}
