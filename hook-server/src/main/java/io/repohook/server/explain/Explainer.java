package io.repohook.server.explain;

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
 * Tells what the configuration, as it is now, does with a push or with an event of the history: by
 * the steps that intake takes.
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
