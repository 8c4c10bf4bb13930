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
    Optional<Opening> opening = opening(event, subscription);
    if (opening.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(new NewGathering(opening.get(), item(event, subscription, opening.get())));
    } catch (UnrenderableException | RuntimeException e) {
      log.warn(
          "{} has no words in a digest for {}, and is told alone",
          event.id(),
          subscription.key(),
          e);
      return Optional.empty();
    }
  }

  /** Of a build the events themselves are told, once it is known which ones they are. */
  private static byte[] item(Event event, Subscription subscription, Opening opening)
      throws UnrenderableException {
    return opening.build().isEmpty() ? subscription.channel().digestItem(event) : new byte[0];
  }

  private static Optional<Opening> opening(Event event, Subscription subscription) {
    return subscription
        .waits(event.type())
        .map(
            waiting ->
                opening(
                    event,
                    subscription,
                    waiting.time(),
                    waiting.why() == Waiting.Why.BUILD ? event.actor().client() : ""));
  }

  /** The digest that the event opens. */
  static Opening opening(Event event, Subscription subscription, Duration interval) {
    return opening(event, subscription, interval, "");
  }

  private static Opening opening(
      Event event, Subscription subscription, Duration interval, String build) {
    SubscriptionKey key = subscription.key();
    return new Opening(
        EventId.delivery("digest", event.id(), key.repository(), key.alias()),
        event.id(),
        event.repository(),
        key,
        subscription.channelKey(),
        subscription.channel().endpoint(),
        interval,
        build);
  }
}
