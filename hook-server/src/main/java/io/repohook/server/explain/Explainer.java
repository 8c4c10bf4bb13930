package io.repohook.server.explain;

import io.repohook.artifact.ArtifactSettings;
import io.repohook.artifact.ImaginedRequest;
import io.repohook.event.Actor;
import io.repohook.event.Event;
import io.repohook.event.EventType;
import io.repohook.format.repohook.EventReader;
import io.repohook.intake.Rehearsal;
import io.repohook.outbox.RecordedEvent;
import io.repohook.route.Located;
import io.repohook.server.Configuration;
import io.repohook.server.Flow;
import io.repohook.spool.ArtifactRequest;
import io.repohook.spool.MalformedSpoolFileException;
import io.repohook.spool.SpoolFile;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Tells what the configuration, as it is now, does with a push, with a request to an artifact
 * repository, or with an event of the history: by the steps that intake takes.
 */
public final class Explainer {
  private static final Pattern URL_START = Pattern.compile("^https?://[^/]*/");

  private final Configuration configuration;
  private final Rehearsal rehearsal;
  private final InstantSource clock;

  public Explainer(Configuration configuration, InstantSource clock) {
    this.configuration = configuration;
    this.rehearsal =
        new Rehearsal(configuration.routes(), Flow.sources(() -> configuration), clock);
    this.clock = clock;
  }

  /**
   * A push as it would be told now.
   *
   * @param line as the hook gets it: the id before, the id after, the ref
   * @param options its push options
   * @throws MalformedSpoolFileException when that is no push
   */
  public List<Explained> push(Located where, String line, Actor pusher, List<String> options)
      throws MalformedSpoolFileException, IOException {
    SpoolFile file =
        RetoldFile.push(clock.instant(), where.repository().name(), line, pusher, options);
    return Explained.of(rehearsal.take(file, where));
  }

  /**
   * A request to an artifact repository as it would be told now.
   *
   * @throws MalformedSpoolFileException when the repository is none
   */
  public List<Explained> request(Located where, ImaginedRequest request)
      throws MalformedSpoolFileException {
    String name = where.repository().name();
    ArtifactSettings settings = configuration.artifacts().get(name);
    if (settings == null) {
      throw new MalformedSpoolFileException(
          "'" + name + "' is no artifact repository: its file has no 'artifacts'");
    }
    insist(request.path(), settings);
    return request.told(where.repository(), settings.layout(), clock.instant()).stream()
        .map(event -> new Explained(event, configuration.routes().decide(event)))
        .toList();
  }

  /** The path is one within the repository: what was copied from a browser or a log is none. */
  private static void insist(String written, ArtifactSettings settings)
      throws MalformedSpoolFileException {
    String above = settings.heard() instanceof ArtifactSettings.AccessLog log ? log.path() : "/";
    String path = URL_START.matcher(written).replaceFirst("/");
    if (above.length() > 1 && path.startsWith(above)) {
      throw new MalformedSpoolFileException(
          "'%s' is the path on the server; write that within the repository: %s"
              .formatted(written, path.substring(above.length())));
    }
    if (!path.equals(written)) {
      throw new MalformedSpoolFileException(
          "'%s' is a URL; write the path within the repository".formatted(written));
    }
    if (!ArtifactRequest.isPath(path.startsWith("/") ? path.substring(1) : path)) {
      throw new MalformedSpoolFileException(
          "'%s' is no path of a file: a server would not answer it".formatted(written));
    }
  }

  /**
   * What the configuration says now of an event of the history, which is as it was recorded:
   * whatever became of the repository since.
   *
   * @throws MalformedSpoolFileException when it does not say all that decides
   */
  public List<Explained> event(RecordedEvent event) throws MalformedSpoolFileException {
    if (configuration.routes().names().named(event.repository()).isEmpty()) {
      throw new MalformedSpoolFileException(
          "there is no repository '" + event.repository() + "' any more");
    }
    Event told = EventReader.read(event.body());
    if (told.type() == EventType.GIT_COMMIT) {
      throw new MalformedSpoolFileException(
          "an event git.commit does not say which branches had the commit; explain its push");
    }
    return List.of(new Explained(told, configuration.routes().decide(told)));
  }
}
