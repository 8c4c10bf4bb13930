package io.repohook.route;

import static java.util.stream.Collectors.joining;

import io.repohook.channel.Channel;
import io.repohook.channel.ChannelType;
import io.repohook.channel.RepositorySettings;
import io.repohook.config.NearestWord;
import io.repohook.config.Patterns;
import io.repohook.config.Scalar;
import io.repohook.config.Section;
import io.repohook.event.EventType;
import io.repohook.outbox.SubscriptionKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Reads one subscription: what every channel shares here, the rest by the channel it names. */
final class SubscriptionReader {
  /** What a subscription gets that names no events. */
  private static final Set<EventType> DEFAULT_EVENTS =
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

  /** What something in this version can tell of. */
  private static final Set<EventType> TOLD =
      EnumSet.of(
          EventType.GIT_PUSH,
          EventType.GIT_TAG,
          EventType.GIT_COMMIT,
          EventType.JOB_STARTED,
          EventType.JOB_SUCCEEDED,
          EventType.JOB_FAILED,
          EventType.JOB_SKIPPED,
          EventType.SUBSCRIPTION_FAILING,
          EventType.SUBSCRIPTION_DISABLED);

  private static final List<String> EVENT_WORDS =
      Stream.concat(
              Stream.of(EventType.values())
                  .filter(type -> type != EventType.PING)
                  .map(EventType::wireName),
              Stream.of("job.finished", "*"))
          .toList();

  private static final String MAX_COMMITS = "max_commits";

  /** As many as a push lists: whoever pushes more imports a history. */
  private static final int COMMITS = 2_048;

  /** As many as the commits of one push that are read at all; each is a delivery of its own. */
  private static final int MOST_COMMITS = 16_384;

  private static final List<String> FILTERS = List.of("branches", "tags", "paths");

  private final List<ChannelType> channels;

  SubscriptionReader(List<ChannelType> channels) {
    this.channels = channels;
  }

  /** The subscription, or empty when it is wrong; the section then holds the problems. */
  Optional<Subscription> read(RepositorySettings repository, String alias, Section section) {
    boolean enabled = section.flag("enabled").orElse(true);
    Set<EventType> events = events(section);
    List<Filter> filters = filters(section);
    boolean ordered = section.flag("ordered").orElse(false);
    int maxCommits = maxCommits(section, events);
    Map<EventType, Duration> digests = DigestSetting.read(section, events);
    Optional<ChannelType> type = channelType(section, enabled);
    Optional<Channel> channel = type.flatMap(each -> each.read(section, repository));
    channel.ifPresent(each -> UnsaidEvents.tell(section, events, each));
    section.finish();
    if (type.isEmpty() || channel.isEmpty() || !section.sound()) {
      return Optional.empty();
    }
    return Optional.of(
        new Subscription(
            new SubscriptionKey(repository.name(), alias),
            enabled,
            events,
            filters,
            ordered,
            digests,
            type.get().key(),
            channel.get(),
            section.place(),
            section.has("events") ? section.place("events") : section.place(),
            maxCommits));
  }

  private static int maxCommits(Section section, Set<EventType> events) {
    Optional<Integer> written = section.number(MAX_COMMITS, 1, MOST_COMMITS);
    if (written.isPresent() && !events.contains(EventType.GIT_COMMIT)) {
      section.warning(
          MAX_COMMITS,
          "it limits nothing: 'events' does not name git.commit",
          "add git.commit to 'events', or remove '" + MAX_COMMITS + "'");
    }
    return written.orElse(COMMITS);
  }

  private Optional<ChannelType> channelType(Section section, boolean enabled) {
    String keys = channels.stream().map(each -> "'" + each.key() + "'").collect(joining(" or "));
    List<ChannelType> named = channels.stream().filter(each -> section.has(each.key())).toList();
    if (named.size() == 1) {
      return Optional.of(named.get(0));
    }
    if (!named.isEmpty()) {
      section.problem(named.get(1).key(), "a second channel", "give each channel its own alias");
    } else if (enabled) {
      section.problem("", "it names no channel", "add " + keys);
    } else {
      section.warning(
          "enabled", "it switches off nothing: no file above has this alias", "remove the entry");
    }
    return Optional.empty();
  }

  private static List<Filter> filters(Section section) {
    List<Filter> filters = new ArrayList<>();
    for (String key : FILTERS) {
      List<Scalar> written = section.scalars(key);
      if (written.isEmpty() && section.has(key)) {
        section.problem(key, "it lists nothing", "name a pattern, or remove '" + key + "'");
      } else if (!written.isEmpty()) {
        Filter.of(key, section.place(key), written).ifPresent(filters::add);
      }
    }
    return filters;
  }

  private static Set<EventType> events(Section section) {
    if (!section.has("events")) {
      return DEFAULT_EVENTS;
    }
    Set<EventType> events = EnumSet.noneOf(EventType.class);
    List<Scalar> written = section.scalars("events");
    if (written.isEmpty()) {
      section.problem(
          "events", "it lists nothing", "name an event; 'enabled: false' switches all off");
    }
    for (Scalar each : written) {
      Set<EventType> named = named(each.value());
      if (named.isEmpty()) {
        section.problem(
            "events",
            "there is no event '" + each.written() + "'",
            NearestWord.remedy(each.written(), EVENT_WORDS));
      } else if (named.stream().noneMatch(TOLD::contains)) {
        section.warning(
            "events",
            "nothing tells of '" + each.written() + "' in this version",
            "it does no harm; it will begin to arrive with a version that does");
      }
      events.addAll(named);
    }
    return events;
  }

  private static Set<EventType> named(String word) {
    if (word.equals("job.finished")) {
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
}
