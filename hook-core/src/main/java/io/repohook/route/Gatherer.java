package io.repohook.route;

import io.repohook.channel.UnrenderableException;
import io.repohook.event.Event;
import io.repohook.event.EventId;
import io.repohook.outbox.NewGathering;
import io.repohook.outbox.Opening;
import io.repohook.outbox.SubscriptionKey;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Decides whether an event waits in a digest, and makes its part of it. */
final class Gatherer {
  private static final Logger log = LoggerFactory.getLogger(Gatherer.class);

  private Gatherer() {}

  /**
   * What gathers; empty when the event is to be told at once, as is one that has no words in it.
   */
  static Optional<NewGathering> gather(Event event, Subscription subscription) {
    SubscriptionKey key = subscription.key();
    Duration interval = subscription.digests().get(event.type());
    if (interval == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new NewGathering(
              opening(event, subscription, interval), subscription.channel().digestItem(event)));
    } catch (UnrenderableException | RuntimeException e) {
      log.warn("{} has no words in a digest for {}, and is told alone", event.id(), key, e);
      return Optional.empty();
    }
  }

  /** The digest that the event opens. */
  static Opening opening(Event event, Subscription subscription, Duration interval) {
    SubscriptionKey key = subscription.key();
    return new Opening(
        EventId.delivery("digest", event.id(), key.repository(), key.alias()),
        event.id(),
        event.repository(),
        key,
        subscription.channelKey(),
        subscription.channel().endpoint(),
        interval);
  }
}
