package io.repohook.server.explain;

import io.repohook.artifact.ArtifactSettings;
import io.repohook.artifact.ImaginedRequest;
import io.repohook.event.Actor;
import io.repohook.intake.Rehearsal;
import io.repohook.outbox.RecordedEvent;
import io.repohook.route.Located;
import io.repohook.server.Configuration;
import io.repohook.server.Flow;
import io.repohook.spool.MalformedSpoolFileException;
import io.repohook.spool.SpoolFile;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;

/**
 * Tells what the configuration, as it is now, does with a push, with a request to an artifact
 * repository, or with an event of the history: by the steps that intake takes.
 */
public final class Explainer {
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
    return request.told(where.repository(), settings.layout(), clock.instant()).stream()
        .map(event -> new Explained(event, configuration.routes().decide(event)))
        .toList();
  }

  /**
   * An event of the history as it would be told now.
   *
   * @throws MalformedSpoolFileException when its kind cannot be told again
   */
  public List<Explained> event(RecordedEvent event)
      throws MalformedSpoolFileException, IOException {
    Located where =
        configuration
            .routes()
            .names()
            .named(event.repository())
            .orElseThrow(
                () ->
                    new MalformedSpoolFileException(
                        "there is no repository '" + event.repository() + "' any more"));
    return Explained.of(rehearsal.take(RetoldFile.of(event), where)).stream()
        .filter(told -> told.event().type().wireName().equals(event.type()))
        .toList();
  }
}
