package io.repohook.artifact;

import io.repohook.artifact.deploy.Patience;
import io.repohook.artifact.layout.Layout;
import io.repohook.artifact.log.LineFormats;
import io.repohook.config.Place;
import io.repohook.event.Event;
import io.repohook.event.EventType;
import io.repohook.event.Repository;
import io.repohook.intake.Feed;
import io.repohook.intake.Wanted;
import io.repohook.outbox.SourceState;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** A feed and what it remembers, without a store. Each look is by a new feed. */
final class FeedUnderTest implements SourceState {
  private final Path log;
  private final String format;
  private final String path;
  private final Layout layout;
  private final TreeMap<String, String> kept = new TreeMap<>(Comparator.naturalOrder());
  private Set<EventType> wanted = EnumSet.allOf(EventType.class);

  FeedUnderTest(Path log, String format, String path, Layout layout) {
    this.log = log;
    this.format = format;
    this.path = path;
    this.layout = layout;
  }

  FeedUnderTest wanting(Set<EventType> types) {
    wanted = types;
    return this;
  }

  /** Everything that is new at that time. */
  List<Event> look(Instant now) throws IOException {
    ArtifactSettings.AccessLog source =
        new ArtifactSettings.AccessLog(
            log, LineFormats.named(format).orElseThrow(), path, true, new Place(log, 1));
    ArtifactSettings settings =
        new ArtifactSettings(layout, new Patience(Patience.SETTLE, Patience.IDLE), source);
    Feed feed = new AccessLogFeed(Repository.artifact("releases"), settings, source);
    List<Event> events = new ArrayList<>();
    boolean more = true;
    while (more) {
      Feed.News news = feed.next(this, new Wanted(wanted, Set.of()), now);
      news.told()
          .stateChanges()
          .forEach(
              (key, value) ->
                  value.ifPresentOrElse(text -> kept.put(key, text), () -> kept.remove(key)));
      events.addAll(news.told().events());
      more = news.more();
    }
    return events;
  }

  @Override
  public Optional<String> get(String key) {
    return Optional.ofNullable(kept.get(key));
  }

  @Override
  public Map<String, String> startingWith(String prefix) {
    return kept.subMap(prefix, prefix + Character.MAX_VALUE);
  }

  @Override
  public Map<String, String> next(String prefix, String after, int most) {
    throw new UnsupportedOperationException("a feed asks for all");
  }
}
