package io.repohook.event;

import java.time.Instant;

/**
 * What happened in a repository, once.
 *
 * <p>An event is told at least once, so a receiver may see it again; its id is how it notices. The
 * id never changes: it is derived from what the source wrote, never drawn at random, so reading the
 * same observation twice gives the same event.
 *
 * @param id {@code evt_} and 32 hexadecimal digits; see {@link EventId}
 * @param timestamp when it happened, as the source saw it
 * @param actor who did it, as far as the source could tell
 * @param occasion what brought it about, as an id: the events of one push have the same one; its
 *     own id where nothing else came with it
 */
public record Event(
    String id,
    Instant timestamp,
    Repository repository,
    Actor actor,
    EventData data,
    String occasion) {

  /** An event that came by itself. */
  public Event(String id, Instant timestamp, Repository repository, Actor actor, EventData data) {
    this(id, timestamp, repository, actor, data, id);
  }

  /** What kind of event this is; decided by its data. */
  public EventType type() {
    return data.type();
  }
}
