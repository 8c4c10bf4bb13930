package io.repohook.format.cloudrepo;

import static org.assertj.core.api.Assertions.assertThat;

import io.repohook.event.ArtifactFile;
import io.repohook.event.Coordinates;
import io.repohook.event.Event;
import io.repohook.event.EventType;
import io.repohook.event.FileChange;
import io.repohook.event.FileEvent;
import io.repohook.event.Repository;
import io.repohook.format.GitEvents;
import io.repohook.format.ReadFormat;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CloudrepoFormatTest {
  private static final ReadFormat CLOUDREPO = ReadFormat.of(new CloudrepoType());

  @Test
  void aFileWithCoordinatesIsOneFlatObject() throws Exception {
    Event upload =
        file(
            new ArtifactFile(
                "com/example/rocket/1.0/rocket-1.0-sources.jar",
                "sources",
                "jar",
                2239L,
                FileChange.CREATED),
            new Coordinates("com.example", "rocket", "1.0", null));

    assertThat(CLOUDREPO.text(upload))
        .isEqualTo(
            """
            {"event":"upload","repository":"releases",\
            "path":"com/example/rocket/1.0/rocket-1.0-sources.jar","size":2239,"user":"alice",\
            "timestamp":"2026-11-22T10:00:00.123Z","group":"com.example","artifact":"rocket",\
            "version":"1.0","classifier":"sources","extension":"jar"}\
            """);
  }

  @ParameterizedTest
  @CsvSource({
    "CREATED, upload",
    "OVERWRITTEN, upload",
    "UPLOADED, upload",
    "DOWNLOADED, download",
    "DELETED, delete",
  })
  void eachChangeHasItsWord(FileChange change, String word) throws Exception {
    assertThat(CLOUDREPO.text(file(new ArtifactFile("raw/a.txt", null, null, null, change), null)))
        .isEqualTo(
            "{\"event\":\""
                + word
                + "\",\"repository\":\"releases\",\"path\":\"raw/a.txt\",\"size\":null,"
                + "\"user\":\"alice\",\"timestamp\":\"2026-11-22T10:00:00.123Z\"}");
  }

  @Test
  void onlyFilesAreSaid() {
    assertThat(Arrays.stream(EventType.values()).filter(CLOUDREPO.format()::says))
        .containsExactly(
            EventType.ARTIFACT_UPLOADED,
            EventType.ARTIFACT_DOWNLOADED,
            EventType.ARTIFACT_DELETED,
            EventType.PING);
  }

  private static Event file(ArtifactFile file, @Nullable Coordinates coordinates) {
    return GitEvents.event(
        Repository.artifact("releases"),
        new FileEvent(file, coordinates, Map.of(), null, List.of()));
  }
}
