package io.repohook.route.filter;

import io.repohook.config.NearestWord;
import io.repohook.config.Patterns;
import io.repohook.config.Place;
import io.repohook.config.Scalar;
import io.repohook.config.Section;
import io.repohook.event.EventType;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which types of events a subscription gets, and which line of {@code events} says so. As with
 * patterns, the last word for a type decides. Immutable.
 */
public final class EventChoice {
  /** What a subscription gets that names no events. */
  private static final Set<EventType> DEFAULT =
      EnumSet.of(
          EventType.GIT_PUSH,
          EventType.GIT_TAG,
          EventType.ARTIFACT_DEPLOYED,
          EventType.ARTIFACT_DELETED,
          EventType.JOB_SUCCEEDED,
          EventType.JOB_FAILED);

  /** What a wildcard never stands for: one message a commit, or one as each job starts. */
  private static final Set<EventType> BY_NAME_ONLY =
      EnumSet.of(EventType.GIT_COMMIT, EventType.JOB_STARTED, EventType.PING);

  private static final String KEY = "events";
  private static final String FINISHED = "job.finished";

  private static final List<String> WORDS =
      Stream.concat(
              Stream.of(EventType.values())
                  .filter(type -> type != EventType.PING)
                  .map(EventType::wireName),
              Stream.of(FINISHED, "*"))
          .toList();

  private final Place place;
  private final Set<EventType> types;
  private final Map<EventType, Scalar> decisive;

  private EventChoice(Place place, Set<EventType> types, Map<EventType, Scalar> decisive) {
    this.place = place;
    this.types = Collections.unmodifiableSet(types);
    this.decisive = decisive;
  }

  /** Reads a subscription's choice; the section then holds the problems. */
  public static EventChoice read(Section subscription) {
    if (!subscription.has(KEY)) {
      return new EventChoice(subscription.place(), EnumSet.copyOf(DEFAULT), Map.of());
    }
    List<Scalar> written = subscription.scalars(KEY);
    if (written.isEmpty()) {
      subscription.problem(
          KEY, "it lists nothing", "name an event; 'enabled: false' switches all off");
    }
    boolean onlyExcludes = written.stream().allMatch(each -> each.value().startsWith("!"));
    Set<EventType> types =
        onlyExcludes && !written.isEmpty()
            ? EnumSet.copyOf(named("*"))
            : EnumSet.noneOf(EventType.class);
    Map<EventType, Scalar> decisive = new EnumMap<>(EventType.class);
    for (Scalar each : written) {
      boolean excludes = each.value().startsWith("!");
      Set<EventType> named = named(excludes ? each.value().substring(1) : each.value());
      check(each, named, subscription);
      named.forEach(type -> decisive.put(type, each));
      if (excludes) {
        types.removeAll(named);
      } else {
        types.addAll(named);
      }
    }
    return new EventChoice(subscription.place(KEY), types, decisive);
  }

  private static void check(Scalar written, Set<EventType> named, Section subscription) {
    if (named.isEmpty()) {
      subscription.problem(
          KEY,
          "there is no event '" + written + "'",
          NearestWord.remedy(written.written().replaceFirst("^!", ""), WORDS));
    }
  }

  private static Set<EventType> named(String word) {
    if (word.equals(FINISHED)) {
      return EnumSet.of(EventType.JOB_SUCCEEDED, EventType.JOB_FAILED, EventType.JOB_SKIPPED);
    }
    if (word.equals("ping")) {
      return Set.of();
    }
    if (!word.contains("*")) {
      return EventType.named(word).map(Set::of).orElse(Set.of());
    }
    Patterns wildcard = Patterns.of(List.of(word));
    Set<EventType> matching = EnumSet.noneOf(EventType.class);
    for (EventType each : EventType.values()) {
      if (!BY_NAME_ONLY.contains(each) && wildcard.admit(each.wireName())) {
        matching.add(each);
      }
    }
    return matching;
  }

  /** The types that are chosen. */
  public Set<EventType> types() {
    return types;
  }

  /** Whether an event of that type is chosen, and by which line. */
  public Verdict judge(EventType type) {
    boolean chosen = types.contains(type);
    Scalar line = decisive.get(type);
    if (line != null) {
      return new Verdict(
          chosen,
          line.place(),
          type.wireName() + (chosen ? " is among them" : " is excluded by '" + line + "'"));
    }
    return new Verdict(
        chosen, place, type.wireName() + (chosen ? " is among them" : " is not among them"));
  }
}
