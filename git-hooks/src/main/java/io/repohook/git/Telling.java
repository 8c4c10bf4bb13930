package io.repohook.git;

import io.repohook.event.Actor;
import io.repohook.event.Event;
import io.repohook.event.EventData;
import io.repohook.event.EventId;
import io.repohook.git.ledger.Ledger;
import io.repohook.git.ledger.RefUpdate;
import io.repohook.git.ledger.ToldChanges;
import io.repohook.git.push.Circumstances;
import io.repohook.git.push.CommitReader;
import io.repohook.git.push.Limits;
import io.repohook.intake.Answer;
import io.repohook.intake.Situation;
import io.repohook.outbox.SubscriptionKey;
import io.repohook.spool.SpoolFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What one spool file tells: one step of the ledger after the other, each judged by the ledger that
 * the one before it left.
 */
final class Telling {
  private final SpoolFile file;
  private final Situation situation;
  private final Sight sight;
  private final Limits limits;
  private final List<Event> events = new ArrayList<>();
  private final Map<String, Actor> actors = new HashMap<>();
  private final Map<String, Set<SubscriptionKey>> audiences = new HashMap<>();
  private Ledger ledger;

  Telling(SpoolFile file, Situation situation, Sight sight, Ledger ledger, Limits limits) {
    this.limits = limits;
    this.file = file;
    this.situation = situation;
    this.sight = sight;
    this.ledger = ledger;
  }

  /** How the event of a line is told apart from the others of its file. */
  @FunctionalInterface
  interface Mark {
    String of(RefUpdate line);
  }

  /** What a hook reported. */
  void push(List<RefUpdate> step, Actor actor, Circumstances circumstances, Mark mark)
      throws IOException {
    tell(step, actor, circumstances, mark);
  }

  /** What a hook reported that does not know of pushes: a push may tell the same later. */
  void change(List<RefUpdate> step, Actor actor, Circumstances circumstances, Mark mark)
      throws IOException {
    remember(step, tell(step, actor, circumstances, mark));
  }

  /** What no hook reported, as far as is known. */
  void reconciled(List<RefUpdate> step) throws IOException {
    remember(
        step,
        tell(step, Actor.UNKNOWN, Circumstances.RECONCILED, line -> "reconciled " + line.ref()));
  }

  /** Who did what was told before. */
  void learnt(ToldChanges.Told told, Actor actor) {
    actors.put(told.eventId(), actor);
  }

  private List<Event> tell(
      List<RefUpdate> step, Actor actor, Circumstances circumstances, Mark mark)
      throws IOException {
    if (step.isEmpty()) {
      return List.of();
    }
    Sight.Read read = sight.read(step, ledger, circumstances, situation.interests(), limits);
    List<Event> told = new ArrayList<>();
    for (int i = 0; i < step.size(); i++) {
      EventData data = read.lines().get(i);
      String id = EventId.event(file.name(), mark.of(step.get(i)), data.subject());
      told.add(event(id, actor, data, circumstances));
    }
    events.addAll(told);
    for (CommitReader.Arrived each : read.commits()) {
      // A file that closes a gap tells two steps, and each may have commits of its own to tell.
      List<String> cause = new ArrayList<>(List.of(file.name()));
      cause.addAll(circumstances.reconciled() ? List.of("reconciled") : List.of());
      cause.addAll(each.mark());
      Event commit =
          event(EventId.event(cause.toArray(String[]::new)), actor, each.data(), circumstances);
      events.add(commit);
      audiences.put(commit.id(), each.audience());
    }
    ledger = ledger.after(step, sight.dates());
    return told;
  }

  /** What was found later did not come with the push that made it be noticed. */
  private Event event(String id, Actor actor, EventData data, Circumstances circumstances) {
    String occasion =
        circumstances.reconciled()
            ? EventId.event(file.name(), "reconciled")
            : EventId.event(file.name());
    return new Event(id, file.writtenAt(), situation.repository(), actor, data, occasion);
  }

  private void remember(List<RefUpdate> step, List<Event> told) {
    List<ToldChanges.Told> changes = new ArrayList<>();
    for (int i = 0; i < told.size(); i++) {
      changes.add(new ToldChanges.Told(step.get(i), told.get(i).id(), file.writtenAt()));
    }
    ledger = ToldChanges.with(changes, ledger);
  }

  /** All that was told, and the ledger's way to it. */
  Answer answer() {
    return new Answer.Told(events, ledger.changes(), actors, audiences);
  }
}
