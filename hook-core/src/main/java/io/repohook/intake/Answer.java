package io.repohook.intake;

import io.repohook.event.Actor;
import io.repohook.event.Event;
import io.repohook.outbox.SubscriptionKey;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a source says of a spool file. */
public sealed interface Answer {

  /**
   * It means these events, perhaps none.
   *
   * @param stateChanges what the source remembers from now on; an empty value forgets the key
   * @param actors by id of an event told before: who it turned out to be
   * @param audiences by id of an event of these: the only subscriptions that may get it
   */
  record Told(
      List<Event> events,
      Map<String, Optional<String>> stateChanges,
      Map<String, Actor> actors,
      Map<String, Set<SubscriptionKey>> audiences)
      implements Answer {
    public Told {
      events = List.copyOf(events);
      stateChanges = Map.copyOf(stateChanges);
      actors = Map.copyOf(actors);
      audiences = Map.copyOf(audiences);
    }

    public Told(List<Event> events, Map<String, Optional<String>> stateChanges) {
      this(events, stateChanges, Map.of(), Map.of());
    }
  }

  /**
   * Something else must happen first; ask again then, or when another file of the repository came
   * or was taken in. Files after it may be taken in before it.
   */
  record HoldUntil(Instant then, String because) implements Answer {}

  /** It is no observation of this source. */
  record Quarantine(String because) implements Answer {}
}
