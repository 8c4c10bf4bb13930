package io.repohook.intake;

import io.repohook.event.Event;
import io.repohook.outbox.SourceState;
import io.repohook.outbox.SubscriptionKey;
import io.repohook.route.Decision;
import io.repohook.route.Located;
import io.repohook.route.Routes;
import io.repohook.spool.MalformedSpoolFileException;
import io.repohook.spool.SpoolFile;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The two steps of intake, a source's answer and the routes' decisions, of which nothing is
 * committed. It begins without memory: what the file tells is news. Thread-safe.
 */
public final class Rehearsal {
  private final Routes routes;
  private final List<Source> sources;
  private final InstantSource clock;

  public Rehearsal(Routes routes, List<Source> sources, InstantSource clock) {
    this.routes = routes;
    this.sources = List.copyOf(sources);
    this.clock = clock;
  }

  /** An event that would be told, and what would become of it for each subscription. */
  public record Told(Event event, List<Decision> decisions) {
    public Told {
      decisions = List.copyOf(decisions);
    }
  }

  /**
   * What would be told if this file came now.
   *
   * @throws MalformedSpoolFileException when it would go to quarantine
   */
  public List<Told> take(SpoolFile file, Located where)
      throws MalformedSpoolFileException, IOException {
    String kind = file.required(SpoolFile.SOURCE);
    Source source =
        sources.stream()
            .filter(each -> each.kinds().contains(kind))
            .findFirst()
            .orElseThrow(
                () -> new MalformedSpoolFileException("there is no source '" + kind + "'"));
    Situation situation =
        new Situation(
            where.repository(),
            where.path(),
            Standing.FOR_OTHERS,
            new Nothing(),
            List::of,
            clock.instant(),
            true,
            CommitInterest.of(routes.subscriptions(where.repository().name())));
    Answer answer = source.take(file, situation);
    if (answer instanceof Answer.Quarantine quarantine) {
      throw new MalformedSpoolFileException(quarantine.because());
    }
    if (!(answer instanceof Answer.Told told)) {
      return List.of(); // Without memory there is nothing to wait for.
    }
    List<Told> all = new ArrayList<>();
    for (Event event : told.events()) {
      Set<SubscriptionKey> audience = told.audiences().get(event.id());
      all.add(
          new Told(
              event, audience == null ? routes.decide(event) : routes.decide(event, audience)));
    }
    return all;
  }

  private static final class Nothing implements SourceState {
    @Override
    public Optional<String> get(String key) {
      return Optional.empty();
    }

    @Override
    public Map<String, String> startingWith(String prefix) {
      return Map.of();
    }

    @Override
    public Map<String, String> next(String prefix, String after, int most) {
      return Map.of();
    }
  }
}
