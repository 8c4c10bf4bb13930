package io.repohook.route;

import io.repohook.config.Section;
import io.repohook.event.EventType;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/** Reads {@code digest}: which of a subscription's events gather, and for how long. */
final class DigestSetting {
  static final String DIGEST = "digest";

  private static final Duration SHORTEST = Duration.ofSeconds(1);

  /** A month: what has gathered stays in the store, whatever the retention says. */
  private static final Duration LONGEST = Duration.ofDays(31);

  /** Of downloads nobody wants a message each, unless it says so with {@code off}. */
  private static final Duration OF_DOWNLOADS = Duration.ofHours(1);

  private DigestSetting() {}

  /** By type of event how long a digest of them stays open; the others are told at once. */
  static Map<EventType, Duration> read(Section section, Set<EventType> events) {
    if (section.text(DIGEST).filter("off"::equals).isPresent()) {
      return Map.of();
    }
    Map<EventType, Duration> intervals = new EnumMap<>(EventType.class);
    if (events.contains(EventType.ARTIFACT_DOWNLOADED)) {
      intervals.put(EventType.ARTIFACT_DOWNLOADED, OF_DOWNLOADS);
    }
    section
        .duration(DIGEST)
        .filter(interval -> isPossible(section, interval))
        .ifPresent(interval -> events.forEach(event -> intervals.put(event, interval)));
    return intervals;
  }

  private static boolean isPossible(Section section, Duration interval) {
    if (interval.compareTo(SHORTEST) >= 0 && interval.compareTo(LONGEST) <= 0) {
      return true;
    }
    section.problem(DIGEST, "out of range", "write a duration from 1s to 31d, or off");
    return false;
  }
}
