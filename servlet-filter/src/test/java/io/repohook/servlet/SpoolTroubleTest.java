package io.repohook.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.repohook.spool.ArtifactRequest;
import io.repohook.spool.Spool;
import io.repohook.spool.SpoolEntry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Spools that cannot be written: the host neither waits nor fails, and hears of it once. */
@Timeout(120)
class SpoolTroubleTest {
  private static final FilterSettings.Place RELEASES =
      new FilterSettings.Place("releases", "/releases/");

  @TempDir Path folder;
  private Path spool;
  private HostLog log;

  enum Trouble {
    REMOVED,
    A_FILE,
    A_PIPE,
    A_LINK_TO_NOTHING
  }

  @BeforeEach
  void begin() {
    spool = folder.resolve("spool");
    log = new HostLog();
  }

  @AfterEach
  void end() {
    log.close();
  }

  @ParameterizedTest
  @EnumSource
  void whatHappensMeanwhileIsWrittenWhenItCanBe(Trouble trouble) throws Exception {
    Spool.create(spool);
    try (Recorder recorder = Recorder.open(spool)) {
      Path away = Files.move(spool, folder.resolve("away"));
      cause(trouble);
      recorder.record(RELEASES, put(1));
      log.awaitSaid("cannot write into " + spool);
      recorder.record(RELEASES, put(2));
      Files.deleteIfExists(spool);
      Files.move(away, spool);
      log.awaitSaid("can be written again");
      recorder.record(RELEASES, put(3));
    }
    log.saysNoMore();
    assertThat(told()).containsExactly("f1", "f2", "f3");
  }

  private void cause(Trouble trouble) throws Exception {
    switch (trouble) {
      case REMOVED -> assertThat(spool).doesNotExist();
      case A_FILE -> Files.createFile(spool);
      case A_PIPE -> makePipe(spool);
      case A_LINK_TO_NOTHING -> Files.createSymbolicLink(spool, folder.resolve("nothing"));
    }
  }

  /** Whoever may write into the spool may put it there; to open it is to wait for a writer. */
  @Test
  void aPipeInPlaceOfWhatIsWantedIsNotRead() throws Exception {
    Spool.create(spool);
    makePipe(spool.resolve("wanted-artifacts"));
    try (Recorder recorder = Recorder.open(spool)) {
      recorder.record(RELEASES, put(1));
    }
    log.saysNoMore();
    assertThat(told()).containsExactly("f1");
  }

  @Test
  void aSpoolThatDoesNotAnswerHoldsUpNobody() throws Exception {
    int puts = 2 * Recorder.MOST_WAITING;
    try (HangingFolder gone = new HangingFolder()) {
      Recorder recorder = Recorder.open(gone.path());
      gone.awaitAsked();
      for (int i = 0; i < puts; i++) {
        recorder.record(RELEASES, put(i));
      }
      log.awaitSaid("too much waits for room in /gone");
      log.saysNoMore();
      recorder.close();
      assertThat(gone.isOpen()).as("it still does not answer").isTrue();
      log.awaitSaid("%,d requests were not recorded: the host ended".formatted(puts));
      log.saysNoMore();
      gone.fail();
      // Our thread does not die of it.
      log.awaitSaid("more of this is not told again");
    }
  }

  private static void makePipe(Path at) throws Exception {
    assertThat(new ProcessBuilder("mkfifo", at.toString()).start().waitFor()).isZero();
  }

  private static ArtifactRequest put(int number) {
    return new ArtifactRequest(
        Instant.EPOCH, "PUT", "f" + number, 200, 1L, 1L, null, null, null, null, null);
  }

  private List<String> told() throws Exception {
    Spool written = new Spool(spool);
    List<String> paths = new ArrayList<>();
    for (SpoolEntry each : written.ready(Instant.now())) {
      ArtifactRequest.read(written.read(each)).forEach(request -> paths.add(request.path()));
    }
    return paths;
  }
}
