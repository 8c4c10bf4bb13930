package io.repohook.intake;

import io.repohook.event.Event;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a source says of a spool file. */
public sealed interface Answer {

  /**
   * It means these events, perhaps none.
   *
   * @param stateChanges what the source remembers from now on; an empty value forgets the key
   */
  record Told(List<Event> events, Map<String, Optional<String>> stateChanges) implements Answer {
    public Told {
      events = List.copyOf(events);
      stateChanges = Map.copyOf(stateChanges);
    }
  }

  /**
   * Something else must happen first; ask again then, or when more files of the repository come.
   */
  record HoldUntil(Instant then, String because) implements Answer {}

  /** It is no observation of this source. */
  record Quarantine(String because) implements Answer {}
}
