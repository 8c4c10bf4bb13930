package io.repohook.server.explain;

import io.repohook.event.Event;
import io.repohook.intake.Rehearsal;
import io.repohook.route.Decision;
import java.util.List;

/** An event that would be told, and what would become of it for each subscription. */
public record Explained(Event event, List<Decision> decisions) {
  public Explained {
    decisions = List.copyOf(decisions);
  }

  static List<Explained> of(List<Rehearsal.Told> told) {
    return told.stream().map(each -> new Explained(each.event(), each.decisions())).toList();
  }
}
