package io.repohook.artifact;

import io.repohook.artifact.deploy.Telling;
import io.repohook.artifact.log.Interest;
import io.repohook.artifact.log.LogFollower;
import io.repohook.artifact.log.Positions;
import io.repohook.event.EventType;
import io.repohook.event.Repository;
import io.repohook.intake.Answer;
import io.repohook.intake.Feed;
import io.repohook.intake.Wanted;
import io.repohook.outbox.SourceState;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What the access log of an artifact repository's server tells of the repository. */
public final class AccessLogFeed implements Feed {
  /** So much in one transaction: some 20,000 counted downloads, or hundreds of events. */
  private static final int BATCH = 20_000;

  private final Repository repository;
  private final ArtifactSettings settings;
  private final ArtifactSettings.AccessLog source;
  private final LogFollower follower;

  /**
   * @param source that of the settings
   */
  public AccessLogFeed(
      Repository repository, ArtifactSettings settings, ArtifactSettings.AccessLog source) {
    this.repository = repository;
    this.settings = settings;
    this.source = source;
    this.follower = new LogFollower(source.file(), source.format(), source.fromBeginning());
  }

  @Override
  public Repository repository() {
    return repository;
  }

  @Override
  public News next(SourceState state, Wanted wanted, Instant now) throws IOException {
    String log = source.file().toString();
    Positions from = Positions.of(log, state::get);
    Interest interest =
        new Interest(
            source.path(),
            wanted.types().contains(EventType.ARTIFACT_DOWNLOADED),
            wanted.onlyCounted().contains(EventType.ARTIFACT_DOWNLOADED));
    LogFollower.News news = read(from, interest, now);
    Telling telling =
        new Telling(
            repository,
            settings.layout(),
            source.format().tellsNewFiles(),
            settings.patience(),
            state.startingWith(Telling.statePrefix()));
    news.requests().forEach(telling::take);
    if (!news.more()) {
      telling.closeDue(now);
    }
    Map<String, Optional<String>> changes = new LinkedHashMap<>(telling.stateChanges());
    if (!news.positions().equals(from)) {
      changes.putAll(news.positions().changes(log));
    }
    return new News(new Answer.Told(telling.events(), changes), news.more());
  }

  /** What cannot be read is said as {@code check} says it. */
  private LogFollower.News read(Positions from, Interest interest, Instant now) throws IOException {
    try {
      return follower.read(from, interest, BATCH, now);
    } catch (IOException e) {
      throw new IOException(
          LogLook.problem(source).map(LogLook.Trouble::toString).orElse(e.toString()), e);
    }
  }
}
