package io.repohook.artifact.host;

import io.repohook.artifact.ArtifactSettings;
import io.repohook.artifact.ArtifactSource;
import io.repohook.artifact.DeployEndFeed;
import io.repohook.artifact.deploy.Patience;
import io.repohook.artifact.layout.Layout;
import io.repohook.config.Place;
import io.repohook.event.Event;
import io.repohook.event.Repository;
import io.repohook.intake.Answer;
import io.repohook.intake.Situation;
import io.repohook.intake.Standing;
import io.repohook.intake.Wanted;
import io.repohook.outbox.SourceState;
import io.repohook.spool.Spool;
import io.repohook.spool.SpoolEntry;
import io.repohook.spool.SpoolFile;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** What intake makes of everything that a filter has put into a spool, a day later. */
final class Told {
  private static final ArtifactSettings SETTINGS =
      new ArtifactSettings(
          Layout.MAVEN,
          new Patience(Patience.SETTLE, Patience.IDLE),
          new ArtifactSettings.ServletFilter(new Place(Path.of("releases.yaml"), 1)));

  private final Map<String, Memory> memories = new HashMap<>();
  private final List<Event> events = new ArrayList<>();
  private int files;

  static Told of(Path spool) throws Exception {
    Told told = new Told();
    Spool read = new Spool(spool);
    Instant now = Instant.now();
    for (SpoolEntry entry : read.ready(now)) {
      told.take(read.read(entry), now);
    }
    told.memories.forEach(
        (name, memory) ->
            told.keep(
                memory,
                new DeployEndFeed(Repository.artifact(name), SETTINGS, () -> false)
                    .next(memory, new Wanted(Set.of(), Set.of()), now.plus(Duration.ofDays(1)))
                    .told()));
    return told;
  }

  private void take(SpoolFile file, Instant now) throws Exception {
    files++;
    String name = file.required(SpoolFile.REPOSITORY);
    Memory memory = memories.computeIfAbsent(name, each -> new Memory(new TreeMap<>()));
    Situation situation =
        new Situation(
            Repository.artifact(name),
            null,
            Standing.FOR_OTHERS,
            memory,
            List::of,
            now,
            false,
            List.of());
    keep(
        memory,
        (Answer.Told) new ArtifactSource(each -> Optional.of(SETTINGS)).take(file, situation));
  }

  private void keep(Memory memory, Answer.Told told) {
    events.addAll(told.events());
    told.stateChanges()
        .forEach(
            (key, value) ->
                value.ifPresentOrElse(
                    text -> memory.kept().put(key, text), () -> memory.kept().remove(key)));
  }

  List<Event> events() {
    return List.copyOf(events);
  }

  /** How many spool files there were. */
  int files() {
    return files;
  }

  private record Memory(TreeMap<String, String> kept) implements SourceState {
    @Override
    public Optional<String> get(String key) {
      return Optional.ofNullable(kept.get(key));
    }

    @Override
    public Map<String, String> startingWith(String prefix) {
      return Map.copyOf(kept.subMap(prefix, prefix + Character.MAX_VALUE));
    }

    @Override
    public Map<String, String> next(String prefix, String after, int most) {
      throw new UnsupportedOperationException("nobody asks for some");
    }
  }
}
