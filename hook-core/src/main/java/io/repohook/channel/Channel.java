package io.repohook.channel;

import io.repohook.event.Event;
import io.repohook.event.EventType;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The way out of one subscription, with its settings.
 *
 * <p>A channel makes single attempts and promises no more: retries, limits and records are the
 * dispatcher's. Immutable and thread-safe; a changed configuration makes a new one.
 */
public interface Channel {

  /**
   * Names the machine at the other end, such as {@code https://ci.example.com:443}; what it can
   * bear is shared by all subscriptions that name it. Holds no secret.
   */
  String endpoint();

  /** How much {@link #endpoint} can bear; empty for as much as there is. */
  default Optional<Pace> pace() {
    return Optional.empty();
  }

  /**
   * Whether events of this type are said at all. One that is not is never sent, as by a system that
   * does not know of such events.
   */
  default boolean says(EventType type) {
    return true;
  }

  /** Whether an event is for anybody: some channels choose their recipients by the event. */
  default boolean concerns(Event event) {
    return true;
  }

  /**
   * Makes the bytes that every attempt of a delivery sends: one copy for each recipient, none when
   * this event is for nobody.
   *
   * @throws UnrenderableException when this event cannot be said in this channel's format
   */
  List<Copy> render(Event event) throws UnrenderableException;

  /**
   * Makes an event's part of a digest, when it gathers. It is kept until the digest closes, perhaps
   * by a later version and with other settings, but always by this kind of channel.
   *
   * @throws UnrenderableException as {@link #render}
   */
  byte[] digestItem(Event event) throws UnrenderableException;

  /**
   * Makes one message of what gathered, when it closes: the bytes that every attempt sends, one
   * copy for each recipient.
   *
   * @throws UnrenderableException when it cannot be said in this channel's format
   */
  List<Copy> digest(Digest digest) throws UnrenderableException;

  /**
   * Makes one message of what a build deployed, as {@link #digest} of what gathered; nothing was
   * made of its events before.
   *
   * @throws UnrenderableException when it cannot be said in this channel's format
   */
  List<Copy> build(Build build) throws UnrenderableException;

  /**
   * Makes one attempt: one request on the wire, or one mail transaction. Never throws for what the
   * other end does; that is the outcome.
   */
  Attempt send(Message message);

  /** The settings as a person may see them, in a fixed order; every secret is masked. */
  Map<String, String> describe();
}
