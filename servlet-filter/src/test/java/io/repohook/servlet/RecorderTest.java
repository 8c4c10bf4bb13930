package io.repohook.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.repohook.event.EventType;
import io.repohook.spool.ArtifactRequest;
import io.repohook.spool.Spool;
import io.repohook.spool.SpoolEntry;
import io.repohook.spool.SpoolFile;
import io.repohook.spool.WantedEvents;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecorderTest {
  private static final FilterSettings.Place RELEASES =
      new FilterSettings.Place("releases", "/releases/");
  private static final FilterSettings.Place OTHERS = new FilterSettings.Place("others", "/o/");

  @TempDir Path folder;

  private Path spool() {
    return folder.resolve("spool");
  }

  @Test
  void whatIsTakenOverIsWrittenInOrderAndTogether() throws Exception {
    Spool spool = Spool.create(spool());
    try (Recorder recorder = Recorder.open(spool())) {
      for (int i = 0; i < 1200; i++) {
        recorder.record(i % 3 == 0 ? OTHERS : RELEASES, request("PUT", i));
      }
    }
    List<String> paths = new ArrayList<>();
    List<SpoolEntry> files = spool.ready(Instant.now());
    for (SpoolEntry each : files) {
      SpoolFile file = spool.read(each);
      if (file.required(SpoolFile.REPOSITORY).equals("releases")) {
        assertThat(file.required(ArtifactRequest.PREFIX)).isEqualTo("/releases/");
        ArtifactRequest.read(file).forEach(request -> paths.add(request.path()));
      }
    }
    assertThat(paths)
        .containsExactlyElementsOf(
            IntStream.range(0, 1200).filter(i -> i % 3 != 0).mapToObj(i -> "f" + i).toList());
    assertThat(files).hasSizeLessThan(30);
  }

  /** Of a spool that is not there yet, as when the host starts before the service. */
  @Test
  void whileTheSpoolCannotBeWrittenUploadsHaveRoomThatDownloadsHaveNot() throws Exception {
    long lost;
    Spool spool;
    try (Recorder recorder = Recorder.open(spool())) {
      int downloads = 2 * Recorder.MOST_WAITING;
      for (int i = 0; i < downloads; i++) {
        recorder.record(RELEASES, request("GET", i));
      }
      recorder.record(RELEASES, request("PUT", downloads));
      spool = Spool.create(spool());
    }
    List<ArtifactRequest> told = new ArrayList<>();
    lost = 0;
    for (SpoolEntry each : spool.ready(Instant.now())) {
      SpoolFile file = spool.read(each);
      told.addAll(ArtifactRequest.read(file));
      lost += file.text(ArtifactRequest.LOST).map(Long::parseLong).orElse(0L);
    }
    assertThat(told.get(told.size() - 1).method()).isEqualTo("PUT");
    assertThat(told.get(0).path()).isEqualTo("f0");
    assertThat(told.size() + lost).isEqualTo(2L * Recorder.MOST_WAITING + 1);
    assertThat(lost).isGreaterThanOrEqualTo(Recorder.MOST_WAITING);
  }

  /** The worst that can be in a request is nothing at all. */
  @Test
  @SuppressWarnings("NullAway")
  void whatCannotBeWrittenIsCountedAndWhatComesAfterItIsWritten() throws Exception {
    Spool spool = Spool.create(spool());
    try (Recorder recorder = Recorder.open(spool())) {
      recorder.record(new FilterSettings.Place(null, "/"), request("PUT", 1));
      recorder.record(RELEASES, request("PUT", 2));
    }
    List<SpoolEntry> files = spool.ready(Instant.now());
    assertThat(files).hasSize(1);
    assertThat(ArtifactRequest.read(spool.read(files.get(0))).get(0).path()).isEqualTo("f2");
  }

  /** Whoever may ask for a file chooses what he calls himself. */
  @Test
  void longRequestsLeaveNoMoreRoomThanShortOnes() throws Exception {
    String agent = "a".repeat(ArtifactRequest.MOST_TEXT);
    int put = Recorder.MOST_WAITING;
    long told = 0;
    long lost = 0;
    Spool spool;
    try (Recorder recorder = Recorder.open(spool())) {
      for (int i = 0; i < put; i++) {
        recorder.record(
            RELEASES,
            new ArtifactRequest(
                Instant.EPOCH, "PUT", "f" + i, 200, 1L, 1L, null, null, null, agent, null));
      }
      spool = Spool.create(spool());
    }
    for (SpoolEntry each : spool.ready(Instant.now())) {
      SpoolFile file = spool.read(each);
      told += ArtifactRequest.read(file).size();
      lost += ArtifactRequest.lost(file);
    }
    assertThat(told + lost).isEqualTo(put);
    assertThat(told).isBetween(put / 2L - 100, put / 2L + 1000);
  }

  @Test
  void aHostThatStopsIsNotHeldUpByASpoolThatIsMissing() {
    Recorder recorder = Recorder.open(spool());
    recorder.record(RELEASES, request("PUT", 1));

    recorder.close();

    assertThat(spool()).doesNotExist();
  }

  @Test
  void whatNobodyWantsIsNotLookedAt() throws Exception {
    Files.createDirectories(folder);
    Spool.create(spool());
    new WantedEvents(Map.of("releases", Set.of(EventType.ARTIFACT_DELETED))).keep(spool());
    Exchange.Asked asked = new Exchange.Asked(1, false, null, null, null, null, null);
    try (Observer observer =
        Observer.open(
            Map.of("spool", spool().toString(), "repositories", "releases=/r/, new=/n/"))) {
      assertThat(observer.begin("PUT", "/r/a", () -> asked)).isNull();
      assertThat(observer.begin("GET", "/r/a", () -> asked)).isNull();
      assertThat(observer.begin("DELETE", "/elsewhere/a", () -> asked)).isNull();
      assertThat(observer.begin("DELETE", "/r/", () -> asked)).isNull();
      assertThat(observer.begin("DELETE", "/r/a", () -> asked)).isNotNull();
      assertThat(observer.begin("MOVE", "/r/a", () -> asked)).isNotNull();
      assertThat(observer.begin("GET", "/n/a", () -> asked)).isNotNull();
    }
  }

  private static ArtifactRequest request(String method, int number) {
    return new ArtifactRequest(
        Instant.EPOCH, method, "f" + number, 200, 1L, 1L, null, null, null, null, null);
  }
}
