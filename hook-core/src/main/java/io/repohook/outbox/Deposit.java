package io.repohook.outbox;

import io.repohook.event.Actor;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything that came of one spool file; committed as a whole.
 *
 * @param origin the file's name, or what else the events were derived from
 * @param at when intake committed it
 * @param deliveries of events that are told at once
 * @param gatherings of events that are told in a digest
 * @param countings of downloads that are counted in a digest
 * @param stateChanges what the source remembers from now on; an empty value forgets the key
 * @param actors by id of an event recorded before: who it turned out to be; what was sent stays
 */
public record Deposit(
    String origin,
    Instant at,
    String repository,
    List<NewEvent> events,
    List<NewDelivery> deliveries,
    List<NewGathering> gatherings,
    List<NewCounting> countings,
    Map<String, Optional<String>> stateChanges,
    Map<String, Actor> actors) {

  public Deposit {
    events = List.copyOf(events);
    deliveries = List.copyOf(deliveries);
    gatherings = List.copyOf(gatherings);
    countings = List.copyOf(countings);
    stateChanges = Map.copyOf(stateChanges);
    actors = Map.copyOf(actors);
  }

  public Deposit(
      String origin,
      Instant at,
      String repository,
      List<NewEvent> events,
      List<NewDelivery> deliveries,
      Map<String, Optional<String>> stateChanges) {
    this(origin, at, repository, events, deliveries, List.of(), List.of(), stateChanges, Map.of());
  }

  /** The same, and who events recorded before turned out to be. */
  public Deposit with(Map<String, Actor> actors) {
    return new Deposit(
        origin, at, repository, events, deliveries, gatherings, countings, stateChanges, actors);
  }
}
