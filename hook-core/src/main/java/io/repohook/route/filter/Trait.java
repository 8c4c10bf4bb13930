package io.repohook.route.filter;

import io.repohook.event.Event;
import java.util.List;
import java.util.Optional;

/** What of an event the patterns of one kind of filter are compared with. */
interface Trait {

  /** The key of a subscription, such as {@code branches}. */
  String key();

  /**
   * The things in an event that have names of this kind, each with all the names that it has; an
   * event is admitted if one of its things is.
   *
   * @return empty when this does not apply to the event, or not all of it is known
   */
  Optional<List<List<String>>> of(Event event);

  /** Whether a pattern is looked for anywhere in a text, where a name is compared as a whole. */
  default boolean isText() {
    return false;
  }

  /** Why nothing can ever match this pattern, as a remedy; empty where something may. */
  default Optional<String> objection(String pattern) {
    return Optional.empty();
  }
}
