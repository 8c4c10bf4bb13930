package io.repohook.route;

import io.repohook.channel.Channel;
import io.repohook.config.Place;
import io.repohook.event.EventType;
import io.repohook.outbox.SubscriptionKey;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One entry of a repository's configuration: which events go to which channel.
 *
 * @param enabled whether it gets anything; an entry in a nearer file may switch an inherited one
 *     off
 * @param ordered whether a delivery waits until the one before it about the same subject is
 *     finished
 * @param digests the types of events that gather, and how long a digest stays open; the others are
 *     told at once
 * @param channelKey the kind of its channel, such as {@code webhook}
 * @param place where the entry begins
 * @param eventsPlace where its events are chosen; its {@code place} when they are the default
 * @param maxCommits how many commits of one push are told one by one; more become a summary
 */
public record Subscription(
    SubscriptionKey key,
    boolean enabled,
    Set<EventType> events,
    List<Filter> filters,
    boolean ordered,
    Map<EventType, Duration> digests,
    String channelKey,
    Channel channel,
    Place place,
    Place eventsPlace,
    int maxCommits) {

  public Subscription {
    events = Set.copyOf(events);
    filters = List.copyOf(filters);
    digests = Map.copyOf(digests);
  }
}
