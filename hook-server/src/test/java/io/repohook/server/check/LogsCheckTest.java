package io.repohook.server.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.repohook.artifact.ArtifactSettings;
import io.repohook.artifact.ArtifactSettings.AccessLog;
import io.repohook.artifact.deploy.Patience;
import io.repohook.artifact.layout.Layout;
import io.repohook.artifact.log.LineFormats;
import io.repohook.config.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogsCheckTest {
  @TempDir Path folder;
  private final Map<String, ArtifactSettings> artifacts = new TreeMap<>();
  private Path log;

  @BeforeEach
  void log() throws IOException {
    log = Files.createFile(folder.resolve("access.log"));
  }

  @Test
  void aLogThatIsNotThereIsWarnedOfWhereItIsNamed() {
    heard("releases", folder.resolve("none"), "/");

    assertThat(found())
        .containsExactly(
            "repositories/releases.yaml:3: warning: artifacts.access_log.file: "
                + folder.resolve("none")
                + " does not exist, or this account may not enter its folder; it is read from its"
                + " beginning once it is there");
  }

  @Test
  void partsOfAServerMayShareALog() throws IOException {
    heard("releases", log, "/releases/");
    heard("snapshots", log, "/snapshots/");
    heard("rel", log, "/rel/");
    heard("other", Files.createFile(folder.resolve("other.log")), "/releases/");

    assertThat(found()).isEmpty();
  }

  @Test
  void whatIsToldOfTwoRepositoriesIsWarnedOf() {
    heard("all", log, "/");
    heard("copy", log, "/releases/");
    heard("releases", log, "/releases/");
    heard("team", log, "/releases/com/team/");

    assertThat(found())
        .containsExactlyInAnyOrder(
            twice("copy", "/releases/", "all"),
            twice("releases", "/releases/", "copy"),
            twice("releases", "/releases/", "all"),
            twice("team", "/releases/com/team/", "copy"));
  }

  private static String twice(String name, String path, String other) {
    return "repositories/%s.yaml:3: warning: artifacts.access_log.path: what happens below %s is told twice: in %s too, by the same log; give each repository a part of the server that is its own"
        .formatted(name, path, other);
  }

  private void heard(String name, Path file, String path) {
    Place place = new Place(Path.of("repositories", name + ".yaml"), 3);
    artifacts.put(
        name,
        new ArtifactSettings(
            Layout.MAVEN,
            new Patience(Patience.SETTLE, Patience.IDLE),
            new AccessLog(file, LineFormats.named("combined").orElseThrow(), path, false, place)));
  }

  private List<String> found() {
    Findings findings = new Findings();
    new LogsCheck(artifacts, findings).run();
    return findings.all().stream().map(Object::toString).toList();
  }
}
