package io.repohook.git;

import io.repohook.event.Actor;
import io.repohook.git.ledger.Ledger;
import io.repohook.git.ledger.RefUpdate;
import io.repohook.git.ledger.RefsOnDisk;
import io.repohook.git.ledger.ToldChanges;
import io.repohook.git.push.Circumstances;
import io.repohook.git.push.Limits;
import io.repohook.intake.Answer;
import io.repohook.intake.Situation;
import io.repohook.spool.SpoolFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;

/** What a file reports of refs, joined on to the ledger: each change is told once. */
final class Report {
  private final SpoolFile file;
  private final Situation situation;
  private final Sight sight;
  private final Ledger ledger;
  private final RefLines reading;
  private final Patience patience;
  private final Links links;
  private final Telling telling;

  Report(
      SpoolFile file,
      Situation situation,
      Sight sight,
      Ledger ledger,
      RefLines reading,
      Patience patience,
      Limits limits) {
    this.file = file;
    this.situation = situation;
    this.sight = sight;
    this.ledger = ledger;
    this.reading = reading;
    this.patience = patience;
    this.links = new Links(ledger, sight);
    this.telling = new Telling(file, situation, sight, ledger, limits);
  }

  /** A push: all its lines are one step. */
  Answer push(List<RefUpdate> lines) throws IOException {
    Pusher pusher = new Pusher(file, situation.standing());
    Circumstances circumstances =
        new Circumstances(file.texts("option"), pusher.certificate(), false);
    List<RefUpdate> missing = ledger.isUnknown() ? List.of() : links.missing(lines);
    if (!missing.isEmpty()) {
      Optional<Answer> hold = patience.hold(missing.get(0), ledger);
      if (hold.isPresent()) {
        return hold.get();
      }
    }
    Set<RefUpdate> news = closeGaps(lines, new HashSet<>(missing), pusher.actor());
    telling.push(
        lines.stream().filter(news::contains).toList(),
        pusher.actor(),
        circumstances,
        numbered(lines));
    return telling.answer();
  }

  /** An event is known by the place of its line. */
  private static Telling.Mark numbered(List<RefUpdate> lines) {
    Map<RefUpdate, Integer> places = new HashMap<>();
    for (RefUpdate line : lines) {
      places.putIfAbsent(line, places.size());
    }
    return line -> String.valueOf(places.get(line));
  }

  /** Tells what must have happened before these lines; those that are news then. */
  private Set<RefUpdate> closeGaps(List<RefUpdate> lines, Set<RefUpdate> missing, Actor actor)
      throws IOException {
    Set<RefUpdate> news = new HashSet<>(lines);
    List<RefUpdate> gaps = new ArrayList<>();
    for (RefUpdate line : lines) {
      boolean joins = !missing.contains(line);
      Optional<ToldChanges.Told> told =
          joins ? links.toldBeforeReturn(line, file.writtenAt()) : links.told(line);
      if (told.isPresent()) {
        telling.learnt(told.get(), actor);
        news.remove(line);
      } else if (!joins) {
        gaps.add(links.gap(line));
      }
    }
    telling.reconciled(gaps);
    return news;
  }

  /**
   * Refs that changed, perhaps by a push. Git gives zeros as the old id also where nobody asked for
   * a particular one, and twice zeros for a ref that was deleted like that.
   */
  Answer transaction(List<RefUpdate> lines) throws IOException {
    Map<String, Set<String>> pushed = ledger.isUnknown() ? Map.of() : pushed();
    List<RefUpdate> changes = new ArrayList<>();
    for (RefUpdate line : lines) {
      RefUpdate change =
          line.isCreation()
              ? new RefUpdate(links.gap(line).before(), line.after(), line.ref())
              : line;
      boolean toldByPush = pushed.getOrDefault(line.ref(), Set.of()).contains(line.after());
      // Packing refs looks like deleting them, too.
      boolean stillThere = line.isDeletion() && !isGone(line.ref());
      boolean isNone = line.before().equals(line.after()) && !line.isDeletion();
      if (!ledger.isAtAfter(line) && !toldByPush && !stillThere && !isNone) {
        changes.add(change);
      }
    }
    List<RefUpdate> missing = ledger.isUnknown() ? List.of() : links.missing(changes);
    if (!missing.isEmpty()) {
      Optional<Answer> hold = patience.hold(missing.get(0), ledger);
      if (hold.isPresent()) {
        return hold.get();
      }
    }
    Pusher pusher = new Pusher(file, situation.standing());
    Set<RefUpdate> news = closeGaps(changes, new HashSet<>(missing), pusher.actor());
    telling.change(
        changes.stream().filter(news::contains).toList(),
        pusher.actor(),
        new Circumstances(List.of(), null, false),
        numbered(changes));
    return telling.answer();
  }

  /** Where the pushes that wait leave their refs. */
  private Map<String, Set<String>> pushed() throws IOException {
    Map<String, Set<String>> pushed = new HashMap<>();
    for (SpoolFile each : situation.waiting().files()) {
      if (each.text(SpoolFile.SOURCE).equals(Optional.of(GitSource.PUSH))) {
        for (RefUpdate line : reading.readable(each)) {
          pushed.computeIfAbsent(line.ref(), ref -> new HashSet<>()).add(line.after());
        }
      }
    }
    return pushed;
  }

  private boolean isGone(String ref) throws IOException {
    Optional<Repository> repository = sight.repository();
    return repository.isPresent()
        && RefsOnDisk.isReadable(ref)
        && repository.get().exactRef(ref) == null;
  }

  /**
   * Refs that were found elsewhere than the ledger had them. What is still so after the grace time,
   * and in no file that waits, no hook has reported. Files that waited when the refs were found may
   * have brought the ledger a part of the way since.
   */
  Answer comparison(List<RefUpdate> lines) throws IOException {
    if (!lines.stream().allMatch(ledger::isAtAfter)) {
      Optional<Answer> hold =
          patience.hold("refs were found changed; waiting for the hook that may report it");
      if (hold.isPresent()) {
        return hold.get();
      }
    }
    Set<String> awaited = new HashSet<>();
    for (SpoolFile each : situation.waiting().files()) {
      if (!each.text(SpoolFile.SOURCE).equals(Optional.of(GitSource.COMPARISON))) {
        reading.readable(each).forEach(line -> awaited.add(line.ref()));
      }
    }
    List<RefUpdate> changes = new ArrayList<>();
    for (RefUpdate line : lines) {
      if (!ledger.isAtAfter(line) && !awaited.contains(line.ref()) && isStillAtAfter(line)) {
        changes.add(links.rest(line));
      }
    }
    telling.reconciled(changes);
    return telling.answer();
  }

  private boolean isStillAtAfter(RefUpdate line) throws IOException {
    Optional<Repository> repository = sight.repository();
    if (repository.isEmpty()) {
      return false;
    }
    Ref now = repository.get().exactRef(line.ref());
    if (now == null || now.isSymbolic()) {
      return line.isDeletion(); // What became another name of a ref is none of its own any more.
    }
    return now.getObjectId() != null && now.getObjectId().name().equals(line.after());
  }
}
