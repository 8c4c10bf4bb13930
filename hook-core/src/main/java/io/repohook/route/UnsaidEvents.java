package io.repohook.route;

import static java.util.stream.Collectors.joining;

import io.repohook.channel.Channel;
import io.repohook.config.Scalar;
import io.repohook.config.Section;
import io.repohook.event.EventType;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/**
 * Tells an administrator of events that a subscription asks for and its format has no words for.
 */
final class UnsaidEvents {
  private static final String EVENTS = "events";

  private UnsaidEvents() {}

  /** Reports what will never be sent: some of it is a warning, all of it an error. */
  static void tell(Section section, Set<EventType> events, Channel channel) {
    String format = channel.describe().getOrDefault("format", "");
    if (!events.isEmpty() && events.stream().noneMatch(channel::says)) {
      section.problem(
          EVENTS,
          "the format '" + format + "' has no words for any of them",
          "write " + EVENTS + ": [" + said(channel) + "], or another format");
      return;
    }
    for (Scalar each : section.has(EVENTS) ? section.scalars(EVENTS) : Set.<Scalar>of()) {
      Optional<EventType> named = EventType.named(each.value());
      if (named.isPresent() && !channel.says(named.get())) {
        section.warning(
            EVENTS,
            "the format '" + format + "' has no words for '" + each.written() + "'",
            "it is not sent; remove it, or give it a subscription with another format");
      }
    }
  }

  private static String said(Channel channel) {
    return Arrays.stream(EventType.values())
        .filter(type -> type != EventType.PING && channel.says(type))
        .map(EventType::wireName)
        .collect(joining(", "));
  }
}
