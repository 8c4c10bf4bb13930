package io.repohook.format.forge;

import io.repohook.event.Actor;
import io.repohook.format.StableId;

/**
 * Who pushed, as forges have it: always a name.
 *
 * @param email empty where none is known
 */
public record Pusher(String name, String email) {
  /** Of a change that nobody is known to have made. */
  private static final String NOBODY = "unknown";

  public static Pusher of(Actor actor) {
    return new Pusher(
        actor.name() == null ? NOBODY : actor.name(), actor.email() == null ? "" : actor.email());
  }

  public int id() {
    return StableId.number("user " + name);
  }
}
