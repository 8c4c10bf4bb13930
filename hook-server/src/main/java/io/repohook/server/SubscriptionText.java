package io.repohook.server;

import static java.util.stream.Collectors.joining;

import io.repohook.config.DurationText;
import io.repohook.event.EventType;
import io.repohook.route.Subscription;
import io.repohook.route.filter.Filter;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** A subscription's settings as a person, or a ping's receiver, may see them. */
public final class SubscriptionText {
  private SubscriptionText() {}

  /** The settings in a fixed order; no secret is among them. */
  public static Map<String, String> of(Subscription subscription) {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("repository", subscription.key().repository());
    settings.put("alias", subscription.key().alias());
    settings.put("place", subscription.place().toString());
    settings.put("enabled", String.valueOf(subscription.enabled()));
    settings.put(
        "events",
        subscription.events().stream().map(EventType::wireName).sorted().collect(joining(", ")));
    for (Filter filter : subscription.filters()) {
      settings.put(filter.key(), String.join(", ", filter.written()));
    }
    settings.put("allow_skip", String.join(", ", subscription.skipping().allowed()));
    if (subscription.events().contains(EventType.GIT_COMMIT)) {
      settings.put("max_commits", String.valueOf(subscription.maxCommits()));
    }
    settings.put("digest", digests(subscription));
    subscription
        .build()
        .ifPresent(silence -> settings.put("group", "build, after " + DurationText.of(silence)));
    settings.put("ordered", String.valueOf(subscription.ordered()));
    settings.putAll(subscription.channel().describe());
    return settings;
  }

  private static String digests(Subscription subscription) {
    Map<EventType, Duration> intervals = subscription.digests();
    if (intervals.isEmpty()) {
      return "off";
    }
    Set<Duration> different = new HashSet<>(intervals.values());
    if (different.size() == 1 && intervals.keySet().containsAll(subscription.events())) {
      return DurationText.of(different.iterator().next());
    }
    return intervals.entrySet().stream()
        .map(each -> each.getKey().wireName() + " " + DurationText.of(each.getValue()))
        .sorted()
        .collect(joining(", "));
  }
}
