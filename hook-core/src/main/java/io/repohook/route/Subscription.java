package io.repohook.route;

import io.repohook.channel.Channel;
import io.repohook.config.Place;
import io.repohook.event.EventType;
import io.repohook.outbox.SubscriptionKey;
import io.repohook.route.filter.EventChoice;
import io.repohook.route.filter.Filter;
import io.repohook.route.filter.Skipping;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One entry of a repository's configuration: which events go to which channel.
 *
 * @param enabled whether it gets anything; an entry in a nearer file may switch an inherited one
 *     off
 * @param choice which events it gets
 * @param skipping by what a pusher may have it keep quiet
 * @param ordered whether a delivery waits until the one before it about the same subject is
 *     finished
 * @param digests the types of events that gather, and how long a digest stays open; the others are
 *     told at once
 * @param build how long who deployed must have been silent until all that they deployed is told, in
 *     one message; empty when each deploy is told as {@code digests} says
 * @param channelKey the kind of its channel, such as {@code webhook}
 * @param place where the entry begins
 * @param switchedPlace where {@code enabled} stands; its {@code place} when nothing says it
 * @param maxCommits how many commits of one push are told one by one; more become a summary
 */
public record Subscription(
    SubscriptionKey key,
    boolean enabled,
    EventChoice choice,
    List<Filter> filters,
    Skipping skipping,
    boolean ordered,
    Map<EventType, Duration> digests,
    Optional<Duration> build,
    String channelKey,
    Channel channel,
    Place place,
    Place switchedPlace,
    int maxCommits) {

  public Subscription {
    filters = List.copyOf(filters);
    digests = Map.copyOf(digests);
  }

  /** The types of events that it gets. */
  public Set<EventType> events() {
    return choice.types();
  }

  /**
   * Whether it wants only the numbers of events of this type: of downloads, which it is not told of
   * at once.
   */
  public boolean counts(EventType type) {
    return type == EventType.ARTIFACT_DOWNLOADED && digests.containsKey(type);
  }

  /** For what an event of this type waits; empty when it is told at once. */
  public Optional<Waiting> waits(EventType type) {
    if (type == EventType.ARTIFACT_DEPLOYED && build.isPresent()) {
      return build.map(silence -> new Waiting(Waiting.Why.BUILD, silence));
    }
    return Optional.ofNullable(digests.get(type))
        .map(time -> new Waiting(counts(type) ? Waiting.Why.COUNTED : Waiting.Why.DIGEST, time));
  }
}
