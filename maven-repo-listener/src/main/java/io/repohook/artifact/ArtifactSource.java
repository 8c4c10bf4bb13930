package io.repohook.artifact;

import io.repohook.artifact.deploy.Telling;
import io.repohook.artifact.log.Found;
import io.repohook.artifact.log.Interest;
import io.repohook.artifact.log.Line;
import io.repohook.intake.Answer;
import io.repohook.intake.Situation;
import io.repohook.intake.Source;
import io.repohook.spool.ArtifactRequest;
import io.repohook.spool.MalformedSpoolFileException;
import io.repohook.spool.SpoolFile;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a filter in an artifact repository's server has seen, and put into the spool. How deploys
 * end by silence is for {@link DeployEndFeed}.
 */
public final class ArtifactSource implements Source {
  private static final Logger log = LoggerFactory.getLogger(ArtifactSource.class);

  /** How soon to look again at a file that only an administrator can help. */
  private static final Duration AGAIN = Duration.ofSeconds(5);

  private final Function<String, Optional<ArtifactSettings>> settings;

  /**
   * @param settings what the configuration says of the repository of that name
   */
  public ArtifactSource(Function<String, Optional<ArtifactSettings>> settings) {
    this.settings = settings;
  }

  @Override
  public Set<String> kinds() {
    return Set.of(ArtifactRequest.SOURCE);
  }

  @Override
  public Answer take(SpoolFile file, Situation situation) throws MalformedSpoolFileException {
    String name = situation.repository().name();
    Optional<ArtifactSettings> configured = settings.apply(name);
    if (configured.isEmpty()) {
      return new Answer.HoldUntil(
          situation.now().plus(AGAIN),
          "a servlet filter reports for it; write artifacts: {servlet_filter: true} into its file");
    }
    if (configured.get().heard() instanceof ArtifactSettings.AccessLog) {
      return new Answer.Quarantine(
          "a servlet filter wrote it, but %s is heard through its access log: one of the two is to go"
              .formatted(name));
    }
    Telling telling = telling(situation, configured.get());
    Interest interest = new Interest(file.required(ArtifactRequest.PREFIX), true, false);
    long offset = 0;
    for (ArtifactRequest each : ArtifactRequest.read(file)) {
      telling.take(new Found(file.name(), offset++, request(each, interest)));
    }
    long lost = ArtifactRequest.lost(file);
    if (lost > 0) {
      log.warn(
          "the filter of {} had no room for {} requests: they are not told; its host's log says why",
          name,
          lost);
    }
    return new Answer.Told(telling.events(), telling.stateChanges());
  }

  private static Telling telling(Situation situation, ArtifactSettings settings) {
    return new Telling(
        situation.repository(),
        settings.layout(),
        true, // RFC 9110, 9.3.4: a PUT that created says 201.
        settings.patience(),
        situation.state().startingWith(Telling.statePrefix()));
  }

  private static Line.Request request(ArtifactRequest seen, Interest interest) {
    return new Line.Request(
        seen.time(),
        seen.address(),
        seen.user(),
        Line.Method.valueOf(seen.method()),
        seen.path(),
        seen.status(),
        seen.received(),
        seen.sent(),
        seen.range(),
        Line.Transfer.COMPLETE,
        seen.agent(),
        destination(seen.destination(), interest));
  }

  private static @Nullable String destination(@Nullable String written, Interest interest) {
    return written == null
        ? null
        : interest.path(written).filter(ArtifactRequest::isPath).orElse(null);
  }
}
