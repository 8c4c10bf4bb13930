package io.repohook.route;

import static java.util.stream.Collectors.joining;

import io.repohook.channel.Channel;
import io.repohook.channel.ChannelType;
import io.repohook.channel.RepositorySettings;
import io.repohook.config.Section;
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

/** Reads one subscription: what every channel shares here, the rest by the channel it names. */
final class SubscriptionReader {
  private static final String MAX_COMMITS = "max_commits";

  /** As many as a push lists: whoever pushes more imports a history. */
  private static final int COMMITS = 2_048;

  /** As many as the commits of one push that are read at all; each is a delivery of its own. */
  private static final int MOST_COMMITS = 16_384;

  private final List<ChannelType> channels;

  SubscriptionReader(List<ChannelType> channels) {
    this.channels = channels;
  }

  /** The subscription, or empty when it is wrong; the section then holds the problems. */
  Optional<Subscription> read(RepositorySettings repository, String alias, Section section) {
    boolean enabled = section.flag("enabled").orElse(true);
    EventChoice events = EventChoice.read(section);
    List<Filter> filters = Filter.read(section);
    Skipping skipping = Skipping.read(section);
    boolean ordered = section.flag("ordered").orElse(false);
    int maxCommits = maxCommits(section, events.types());
    Map<EventType, Duration> digests = DigestSetting.read(section, events.types());
    Optional<Duration> build = BuildSetting.read(section, events.types(), digests);
    Optional<ChannelType> type = channelType(section, enabled);
    Optional<Channel> channel = type.flatMap(each -> each.read(section, repository));
    channel.ifPresent(each -> UnsaidEvents.tell(section, events.types(), each));
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
            skipping,
            ordered,
            digests,
            build,
            type.get().key(),
            channel.get(),
            section.place(),
            section.has("enabled") ? section.place("enabled") : section.place(),
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
}
