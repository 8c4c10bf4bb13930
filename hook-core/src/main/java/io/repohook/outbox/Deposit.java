package io.repohook.outbox;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything that came of one spool file; committed as a whole.
 *
 * @param origin the file's name, or what else the events were derived from
 * @param at when intake committed it
 * @param stateChanges what the source remembers from now on; an empty value forgets the key
 */
public record Deposit(
    String origin,
    Instant at,
    String repository,
    List<NewEvent> events,
    List<NewDelivery> deliveries,
    Map<String, Optional<String>> stateChanges) {

  public Deposit {
    events = List.copyOf(events);
    deliveries = List.copyOf(deliveries);
    stateChanges = Map.copyOf(stateChanges);
  }
}
