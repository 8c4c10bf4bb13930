package io.repohook.outbox;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** What happened and what was sent, for people to look at; and what people then ask for. */
public interface History {

  /** The newest events first. */
  List<RecordedEvent> events(Query query);

  Optional<RecordedEvent> event(String id);

  /** The newest deliveries first. */
  List<Delivery> deliveries(Query query);

  Optional<Delivery> delivery(String id);

  /** The deliveries of one event, and the digests that tell it, in the order of their making. */
  List<Delivery> deliveriesOf(String eventId);

  /** What a delivery tells: one event or, in a digest, all that gathered, up to {@code limit}. */
  List<EventName> eventsOf(String deliveryId, int limit);

  /** The attempts of a delivery, the first one first. */
  List<RecordedAttempt> attempts(String deliveryId);

  /**
   * Sends finished or waiting deliveries at once, with a fresh retry schedule, the same id and the
   * same bytes.
   *
   * @return the ids of those that will be sent; one without a body has nothing to send, but a
   *     digest is rendered again
   */
  List<String> redeliver(Collection<String> deliveryIds, Instant now);

  /** How many deliveries are in each state, and since when the oldest due one waits. */
  Backlog backlog(Instant now);

  /**
   * Forgets deliveries that were finished before these times, and events that none is left of. What
   * gathers in a digest is kept.
   *
   * @return how many deliveries were forgotten
   */
  int prune(Instant deliveredBefore, Instant failedBefore);
}
