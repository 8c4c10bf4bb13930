package io.repohook.dispatch;

import io.repohook.event.Actor;
import io.repohook.event.EndpointTrouble;
import io.repohook.event.Event;
import io.repohook.event.EventId;
import io.repohook.event.EventType;
import io.repohook.event.Repository;
import io.repohook.outbox.Claim;
import io.repohook.outbox.Deposit;
import io.repohook.outbox.SubscriptionKey;
import io.repohook.route.Router;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

/**
 * Makes the events by which a repository's other subscriptions learn that one of them is in
 * trouble.
 */
final class TroubleTeller {
  private final Router router;
  private final InstantSource clock;

  TroubleTeller(Router router, InstantSource clock) {
    this.router = router;
    this.clock = clock;
  }

  /** The subscription is switched off, as its endpoint said that it is gone. */
  Deposit disabled(Claim claim, Instant since, String reason) {
    String cause = "gone " + claim.message().id() + " " + claim.number();
    return tell(EventType.SUBSCRIPTION_DISABLED, cause, claim, since, reason);
  }

  /**
   * The subscription's endpoint keeps failing, or refuses for good. Told once a day, however many
   * deliveries fail: those of one day give one id, and the store keeps the first event of an id.
   */
  Deposit failing(Claim claim, String reason) {
    String cause =
        "failing "
            + claim.subscription()
            + " "
            + clock.instant().atOffset(ZoneOffset.UTC).toLocalDate();
    return tell(EventType.SUBSCRIPTION_FAILING, cause, claim, claim.createdAt(), reason);
  }

  private Deposit tell(EventType type, String cause, Claim claim, Instant since, String reason) {
    SubscriptionKey troubled = claim.subscription();
    Instant now = clock.instant();
    Event event =
        new Event(
            EventId.event(cause),
            now,
            Repository.git(troubled.repository()),
            Actor.UNKNOWN,
            new EndpointTrouble(type, troubled.alias(), since, reason));
    return router.route(cause, now, troubled.repository(), List.of(event), Map.of());
  }
}
