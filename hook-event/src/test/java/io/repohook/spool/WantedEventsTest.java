package io.repohook.spool;

import static io.repohook.event.EventType.ARTIFACT_DELETED;
import static io.repohook.event.EventType.ARTIFACT_DEPLOYED;
import static io.repohook.event.EventType.ARTIFACT_DOWNLOADED;
import static org.assertj.core.api.Assertions.assertThat;

import io.repohook.event.EventType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WantedEventsTest {
  private static final Set<EventType> DOWNLOADS = Set.of(ARTIFACT_DOWNLOADED);

  @TempDir Path folder;
  private Path spool;

  @BeforeEach
  void begin() throws IOException {
    spool = Spool.create(folder.resolve("spool")).folder();
  }

  private Path file() {
    return spool.resolve(WantedEvents.FILE);
  }

  @Test
  void aSourceLearnsWhatIsWantedOfEachRepository() throws IOException {
    new WantedEvents(
            Map.of(
                "releases", Set.of(ARTIFACT_DEPLOYED, ARTIFACT_DELETED),
                "team/with space", DOWNLOADS,
                "nobody", Set.of()))
        .keep(spool);

    WantedEvents wanted = WantedEvents.in(spool);

    assertThat(wanted.any("releases", DOWNLOADS)).isFalse();
    assertThat(wanted.any("releases", Set.of(ARTIFACT_DOWNLOADED, ARTIFACT_DELETED))).isTrue();
    assertThat(wanted.any("team/with space", DOWNLOADS)).isTrue();
    assertThat(wanted.any("nobody", Set.of(EventType.values()))).isFalse();
    assertThat(wanted.any("not configured yet", DOWNLOADS)).isTrue();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
        .isEqualTo("rw-r--r--");
    assertThat(new Spool(spool).ready(java.time.Instant.now())).isEmpty();
    assertThat(spool).isDirectoryNotContaining("glob:**.new");
  }

  @Test
  void withoutTheFileAllIsWanted() {
    assertThat(WantedEvents.in(spool).any("releases", DOWNLOADS)).isTrue();
    assertThat(WantedEvents.in(folder.resolve("missing")).any("releases", DOWNLOADS)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "repohook-wanted 1\n- releases\n",
        "repohook-wanted 2\n- releases\nend\n",
        "repohook-wanted 1\n-\nend\n",
        "end\n"
      })
  void aFileThatIsNotWholeMeansNothing(String text) throws IOException {
    Files.writeString(file(), text);

    assertThat(WantedEvents.in(spool).any("releases", DOWNLOADS)).isTrue();
  }

  @Test
  void aLinkThatAnotherAccountPutThereIsNotFollowed() throws IOException {
    Path elsewhere = folder.resolve("elsewhere");
    Files.writeString(elsewhere, "repohook-wanted 1\n- releases\nend\n");
    Files.createSymbolicLink(file(), elsewhere);

    assertThat(WantedEvents.in(spool).any("releases", DOWNLOADS)).isTrue();
    new WantedEvents(Map.of("releases", Set.of())).keep(spool);

    assertThat(file()).isRegularFile();
    assertThat(WantedEvents.in(spool).any("releases", DOWNLOADS)).isFalse();
    assertThat(elsewhere).content().contains("- releases\nend");
  }

  @Test
  void whereThereIsNothingToSayThereIsNoFile() throws IOException {
    new WantedEvents(Map.of()).keep(spool);

    assertThat(file()).doesNotExist();
  }
}
