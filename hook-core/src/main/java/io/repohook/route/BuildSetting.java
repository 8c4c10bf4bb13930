package io.repohook.route;

import io.repohook.config.Section;
import io.repohook.event.EventType;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads {@code group}: whether all that a build deploys comes in one message. */
final class BuildSetting {
  private static final String GROUP = "group";

  /** Most modules of a build take less; a person still reads of it while it matters. */
  private static final Duration SILENCE = Duration.ofMinutes(1);

  private BuildSetting() {}

  /**
   * How long who deployed must have been silent; empty when deploys are not grouped.
   *
   * @param digests what {@link DigestSetting} has read
   */
  static Optional<Duration> read(
      Section section, Set<EventType> events, Map<EventType, Duration> digests) {
    if (section.oneOf(GROUP, Map.of("build", true)).isEmpty()) {
      return Optional.empty();
    }
    if (!events.contains(EventType.ARTIFACT_DEPLOYED)) {
      section.warning(
          GROUP,
          "it groups nothing: 'events' does not name artifact.deployed",
          "add artifact.deployed to 'events', or remove '" + GROUP + "'");
    }
    return Optional.of(digests.getOrDefault(EventType.ARTIFACT_DEPLOYED, SILENCE));
  }
}
