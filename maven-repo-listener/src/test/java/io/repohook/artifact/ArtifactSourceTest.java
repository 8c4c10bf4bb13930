package io.repohook.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import io.repohook.artifact.deploy.Patience;
import io.repohook.artifact.layout.Layout;
import io.repohook.artifact.log.LineFormats;
import io.repohook.config.Place;
import io.repohook.event.Event;
import io.repohook.event.Repository;
import io.repohook.intake.Answer;
import io.repohook.intake.Situation;
import io.repohook.intake.Standing;
import io.repohook.intake.Wanted;
import io.repohook.outbox.SourceState;
import io.repohook.spool.ArtifactRequest;
import io.repohook.spool.SpoolFile;
import io.repohook.spool.SpoolOwner;
import io.repohook.spool.SpoolRecord;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ArtifactSourceTest {
  private static final Instant TIME = Instant.parse("2026-11-22T10:00:00Z");
  private static final Repository RELEASES = Repository.artifact("releases");
  private static final ArtifactSettings FILTERED =
      settings(new ArtifactSettings.ServletFilter(new Place(Path.of("releases.yaml"), 1)));

  private final Remembered state = new Remembered(new TreeMap<>());

  @Test
  void aFileThatIsTakenTwiceTellsTheSameEvents() throws Exception {
    SpoolFile file = file("1.event", put("a.zip"), put("a.zip"), put("b/1/b-1.jar"));

    Answer.Told once = told(take(Optional.of(FILTERED), file));
    Answer.Told again = told(take(Optional.of(FILTERED), file));
    Answer.Told other =
        told(take(Optional.of(FILTERED), file("2.event", put("a.zip"), put("a.zip"))));

    assertThat(once.events()).hasSize(3).isEqualTo(again.events());
    assertThat(once.events().stream().map(Event::id)).doesNotHaveDuplicates();
    assertThat(other.events().stream().map(Event::id))
        .doesNotContainAnyElementsOf(once.events().stream().map(Event::id).toList());
  }

  @Test
  void aDeployEndsBySilenceAndNotWhileFilesWait() throws Exception {
    SpoolFile file =
        file("1.event", put("g/a/1/a-1.pom"), put("g/a/1/a-1.jar"), put("g/a/maven-metadata.xml"));
    state.keep(told(take(Optional.of(FILTERED), file)));

    assertThat(ended(TIME.plusSeconds(1), false)).isEmpty();
    assertThat(ended(TIME.plusSeconds(900), true)).isEmpty();
    assertThat(ended(TIME.plusSeconds(2), false)).hasSize(1);
    assertThat(ended(TIME.plusSeconds(3), false)).isEmpty();
    assertThat(state.kept()).isEmpty();
  }

  private List<Event> ended(Instant now, boolean waiting) {
    Answer.Told told =
        new DeployEndFeed(RELEASES, FILTERED, () -> waiting)
            .next(state, new Wanted(Set.of(), Set.of()), now)
            .told();
    state.keep(told);
    return told.events();
  }

  @Test
  void whatIsNotConfiguredWaitsAndWhatIsHeardOtherwiseIsPutAside() throws Exception {
    SpoolFile file = file("1.event", put("a.zip"));
    ArtifactSettings logged =
        settings(
            new ArtifactSettings.AccessLog(
                Path.of("/log"),
                LineFormats.named("combined").orElseThrow(),
                "/",
                false,
                new Place(Path.of("releases.yaml"), 1)));

    assertThat(take(Optional.empty(), file)).isInstanceOf(Answer.HoldUntil.class);
    assertThat(take(Optional.of(logged), file)).isInstanceOf(Answer.Quarantine.class);
  }

  private Answer take(Optional<ArtifactSettings> configured, SpoolFile file) throws Exception {
    Situation situation =
        new Situation(RELEASES, null, Standing.FOR_OTHERS, state, List::of, TIME, false, List.of());
    return new ArtifactSource(name -> configured).take(file, situation);
  }

  private static Answer.Told told(Answer answer) {
    return (Answer.Told) answer;
  }

  private static ArtifactSettings settings(ArtifactSettings.Heard heard) {
    return new ArtifactSettings(Layout.MAVEN, new Patience(Patience.SETTLE, Patience.IDLE), heard);
  }

  private static ArtifactRequest put(String path) {
    return new ArtifactRequest(TIME, "PUT", path, 201, 1L, 0L, null, "ci", null, null, null);
  }

  private static SpoolFile file(String name, ArtifactRequest... requests) {
    List<SpoolRecord> records =
        new ArrayList<>(List.of(SpoolRecord.of(ArtifactRequest.PREFIX, "/")));
    for (ArtifactRequest each : requests) {
      records.addAll(each.records());
    }
    return new SpoolFile(name, TIME, new SpoolOwner(0, "root"), records);
  }

  private record Remembered(TreeMap<String, String> kept) implements SourceState {
    void keep(Answer.Told told) {
      told.stateChanges()
          .forEach(
              (key, value) ->
                  value.ifPresentOrElse(text -> kept.put(key, text), () -> kept.remove(key)));
    }

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
