package io.repohook.route;

import io.repohook.event.Event;
import io.repohook.event.FileEvent;
import io.repohook.outbox.DownloadCount;
import io.repohook.outbox.NewCounting;
import io.repohook.outbox.NewEvent;
import io.repohook.outbox.Opening;
import io.repohook.outbox.SubscriptionKey;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Counts downloads for the subscriptions that want them in a digest: there may be millions, and
 * what they want to know is how many. One is for what comes of one look at a source.
 */
final class Counter {
  private final Function<Event, NewEvent> recorded;
  private final Map<SubscriptionKey, Counted> bySubscription = new LinkedHashMap<>();

  private record Counted(Opening opening, NewEvent first, Map<String, DownloadCount> counts) {}

  /**
   * @param recorded an event as history keeps it
   */
  Counter(Function<Event, NewEvent> recorded) {
    this.recorded = recorded;
  }

  /** Counts an event that the subscription wants; false when it is to be told. */
  boolean count(Event event, Subscription subscription) {
    Duration interval = subscription.digests().get(event.type());
    if (interval == null
        || !subscription.counts(event.type())
        || !(event.data() instanceof FileEvent file)) {
      return false;
    }
    bySubscription
        .computeIfAbsent(
            subscription.key(),
            key ->
                new Counted(
                    Gatherer.opening(event, subscription, interval),
                    recorded.apply(event),
                    new LinkedHashMap<>()))
        .counts()
        .computeIfAbsent(DownloadCount.thing(file), thing -> DownloadCount.of(file))
        .add(file, event.actor().address());
    return true;
  }

  List<NewCounting> countings() {
    return bySubscription.values().stream()
        .map(
            each ->
                new NewCounting(each.opening(), each.first(), List.copyOf(each.counts().values())))
        .toList();
  }
}
