package io.repohook.spool;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpoolTest {
  private static final String HEAD = "repohook-spool 1\n";

  @TempDir Path temporary;
  private Spool spool;

  @BeforeEach
  void createSpool() throws IOException {
    spool = Spool.create(temporary.resolve("spool"));
  }

  @Test
  void folderIsADropBox() throws IOException {
    assertThat((Integer) Files.getAttribute(spool.folder(), "unix:mode") & 07777).isEqualTo(03733);
  }

  @Test
  void whatWasWrittenIsReadByteForByte() throws Exception {
    byte[] value = {0, (byte) 0xff, '\n', 'e', 'n', 'd', '\n'};
    String name =
        new SpoolWriter(spool.folder())
            .write(List.of(SpoolRecord.of("source", "test"), new SpoolRecord("refs", value)));

    List<SpoolEntry> ready = spool.ready(Instant.now());

    assertThat(ready).extracting(SpoolEntry::name).containsExactly(name);
    SpoolFile file = spool.read(ready.get(0));
    assertThat(file.required("source")).isEqualTo("test");
    assertThat(file.bytes("refs")).hasValueSatisfying(read -> assertThat(read).isEqualTo(value));
    spool.remove(name);
    assertThat(spool.ready(Instant.now())).isEmpty();
  }

  @Test
  void fileCutAtAnyByteIsUnfinished() throws Exception {
    byte[] whole =
        SpoolFormat.write(
            List.of(
                SpoolRecord.of("source", "test"),
                SpoolRecord.of("refs", "0 1 refs/heads/a\nend\n2 3 refs/heads/b\n"),
                SpoolRecord.of("empty", "")));
    assertThat(SpoolFormat.read(whole)).hasSize(3);
    for (int length = 0; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> SpoolFormat.read(cut))
          .as("cut at %s", length)
          .isInstanceOf(UnfinishedSpoolFileException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "repohook-spool 2\nend\n",
        "something else altogether",
        HEAD + "end\nmore",
        HEAD + "source 4 test\nend\nend\n",
        HEAD + " 4 test\nend\n",
        HEAD + "source -1 test\nend\n",
        HEAD + "source +4 test\nend\n",
        HEAD + "source four test\nend\n",
        HEAD + "source 99999999999 test\nend\n",
        HEAD + "source 3 test\nend\n",
        HEAD + "so\turce 4 test\nend\n",
        HEAD + "source\n4 test\nend\n",
      })
  void malformedFileIsTold(String content) {
    assertThatThrownBy(() -> SpoolFormat.read(content.getBytes(UTF_8)))
        .isInstanceOf(MalformedSpoolFileException.class)
        .isNotInstanceOf(UnfinishedSpoolFileException.class)
        .hasMessageMatching("(?s).+");
  }

  @Test
  void hugeLengthTakesNoMemory() {
    String content = HEAD + "source " + Integer.MAX_VALUE + " test\nend\n";
    assertThatThrownBy(() -> SpoolFormat.read(content.getBytes(UTF_8)))
        .isInstanceOf(UnfinishedSpoolFileException.class);
  }

  @Test
  void writersAtTheSameTimeLoseNothing() throws Exception {
    int each = 50;
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Process> processes = List.of(writer(each), writer(each));
      List<Callable<List<String>>> writers = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        writers.add(() -> writeMany(spool.folder(), each));
      }
      Set<String> names = new HashSet<>();
      for (Future<List<String>> each1 : threads.invokeAll(writers)) {
        names.addAll(each1.get());
      }
      for (Process process : processes) {
        names.addAll(process.inputReader().lines().toList());
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      }

      List<SpoolEntry> ready = spool.ready(Instant.now());
      assertThat(names).hasSize(6 * each);
      assertThat(ready).extracting(SpoolEntry::name).containsExactlyInAnyOrderElementsOf(names);
      for (SpoolEntry entry : ready) {
        assertThat(spool.read(entry).records()).hasSize(2);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private Process writer(int count) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            SpoolTest.class.getName(),
            spool.folder().toString(),
            String.valueOf(count))
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  /** Another process that writes: {@code FOLDER COUNT}. */
  public static void main(String[] arguments) throws IOException {
    writeMany(Path.of(arguments[0]), Integer.parseInt(arguments[1])).forEach(System.out::println);
  }

  private static List<String> writeMany(Path folder, int count) throws IOException {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      names.add(
          new SpoolWriter(folder)
              .write(List.of(SpoolRecord.of("source", "test"), SpoolRecord.of("n", "" + i))));
    }
    return names;
  }

  @Test
  void oldestComesFirst() throws IOException {
    Instant noon = Instant.parse("2026-11-22T12:00:00Z");
    put("a.event", noon.plusSeconds(2));
    put("c.event", noon);
    put("b.event", noon);
    put("no-event", noon);

    assertThat(spool.ready(noon))
        .extracting(SpoolEntry::name)
        .containsExactly("b.event", "c.event", "a.event");
  }

  @Test
  void partThatNobodyFinishesGoesToQuarantineAfterAnHour() throws IOException {
    Instant noon = Instant.parse("2026-11-22T12:00:00Z");
    put("a.part", noon);

    assertThat(spool.ready(noon.plusSeconds(3600))).isEmpty();
    assertThat(spool.quarantined()).isZero();
    assertThat(spool.ready(noon.plusSeconds(3601))).isEmpty();
    assertThat(spool.quarantined()).isEqualTo(1);
    assertThat(spool.folder().resolve("quarantine/a.part.reason")).content().contains("finished");
  }

  @Test
  void linksFoldersAndPipesAreNoSpoolFiles() throws Exception {
    Path folder = spool.folder();
    Files.createSymbolicLink(folder.resolve("link.event"), Path.of("/etc/passwd"));
    Files.createDirectory(folder.resolve("folder.event"));
    Process mkfifo = new ProcessBuilder("mkfifo", folder.resolve("pipe.event").toString()).start();
    assertThat(mkfifo.waitFor()).isZero();

    List<SpoolEntry> ready = spool.ready(Instant.now());

    assertThat(ready).hasSize(3);
    for (SpoolEntry entry : ready) {
      assertThatThrownBy(() -> spool.read(entry)).hasMessageContaining("no regular file");
      spool.quarantine(entry.name(), "test");
    }
    assertThat(spool.quarantined()).isEqualTo(3);
    assertThat(Path.of("/etc/passwd")).exists();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "é"})
  void nameThatLeavesNoRoomForTheReasonsGoesAsideUnderAnother(String letter) throws IOException {
    int most = 255 - ".event".length();
    String name = letter.repeat(most / letter.getBytes(UTF_8).length) + ".event";
    put(name, Instant.now());

    spool.quarantine(name, "a test");

    assertThat(spool.ready(Instant.now())).isEmpty();
    assertThat(spool.quarantined()).isEqualTo(1);
    assertThat(reasons()).singleElement().asString().startsWith("a test\n").contains(name);
  }

  @Test
  void folderInQuarantineDoesNotStopAFileOfItsName() throws IOException {
    Files.createDirectories(spool.folder().resolve("a.event/full"));
    spool.quarantine("a.event", "a folder");
    put("a.event", Instant.now());

    spool.quarantine("a.event", "a file");

    assertThat(spool.ready(Instant.now())).isEmpty();
    assertThat(spool.quarantined()).isEqualTo(2);
    assertThat(reasons()).hasSize(2).anyMatch(each -> each.startsWith("a file\nIts name was"));
  }

  @Test
  void fileThatAnotherReaderPutAsideIsNoTrouble() throws IOException {
    put("a.event", Instant.now());
    spool.quarantine("a.event", "a test");

    spool.quarantine("a.event", "a test");

    assertThat(spool.quarantined()).isEqualTo(1);
    assertThat(reasons()).containsExactly("a test\n");
  }

  private List<String> reasons() throws IOException {
    List<String> reasons = new ArrayList<>();
    Path aside = spool.folder().resolve(Spool.QUARANTINE);
    try (DirectoryStream<Path> files = Files.newDirectoryStream(aside, "*.reason")) {
      for (Path each : files) {
        reasons.add(Files.readString(each));
      }
    }
    return reasons;
  }

  @Test
  void quarantineThatIsALinkIsNotFollowed() throws IOException {
    Path elsewhere = Files.createDirectory(temporary.resolve("elsewhere"));
    Files.delete(spool.folder().resolve("quarantine"));
    Files.createSymbolicLink(spool.folder().resolve("quarantine"), elsewhere);
    put("a.event", Instant.now());
    put("b.part", Instant.EPOCH);

    assertThatThrownBy(() -> spool.quarantine("a.event", "x")).isInstanceOf(IOException.class);

    assertThat(elsewhere).isEmptyDirectory();
    assertThat(spool.ready(Instant.now())).extracting(SpoolEntry::name).containsExactly("a.event");
  }

  @Test
  void headTellsTheRecordsThatAreCompleteInIt() throws Exception {
    String name =
        new SpoolWriter(spool.folder())
            .write(
                List.of(
                    SpoolRecord.of("repository", "/srv/git/a.git"),
                    new SpoolRecord("refs", new byte[1 << 20])));

    List<SpoolRecord> head = spool.peek(spool.ready(Instant.now()).get(0));

    assertThat(head).extracting(SpoolRecord::text).containsExactly("/srv/git/a.git");
    assertThat(spool.has(name)).isTrue();
  }

  @Test
  void tooLargeAFileIsRefusedUnread() throws IOException {
    Path file = spool.folder().resolve("large.event");
    try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.setLength((64L << 20) + 1);
    }
    SpoolEntry entry = spool.ready(Instant.now()).get(0);

    assertThatThrownBy(() -> spool.peek(entry)).hasMessageContaining("larger than");
    assertThatThrownBy(() -> spool.read(entry)).hasMessageContaining("larger than");
  }

  @Test
  void pipePutInAFilesPlaceAfterTheFirstLookIsNotOpened() throws Exception {
    put("a.event", Instant.now());
    SpoolEntry entry = spool.ready(Instant.now()).get(0);
    spool.peek(entry);
    Path pipe = spool.folder().resolve("a.event");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();

    assertThat(spool.read(entry).records()).isEmpty();
    spool.remove("a.event");

    assertThat(spool.ready(Instant.now())).hasSize(1);
    assertThatThrownBy(() -> spool.read(entry)).hasMessageContaining("no regular file");
  }

  @Test
  void fileThatACrashLeftHalfTakenIsReadyUnderItsName() throws Exception {
    Instant noon = Instant.parse("2026-11-22T12:00:00Z");
    put("a.event", noon);
    List<SpoolEntry> before = spool.ready(noon);
    spool.read(before.get(0));

    Spool restarted = Spool.create(spool.folder());

    assertThat(restarted.ready(noon)).isEqualTo(before);
    assertThat(restarted.read(before.get(0)).records()).isEmpty();
    restarted.remove("a.event");
    assertThat(restarted.has("a.event")).isFalse();
  }

  @Test
  void fileThatOthersMayHaveWrittenIsRefused() throws IOException {
    put("open.event", Instant.EPOCH);
    Files.setPosixFilePermissions(
        spool.folder().resolve("open.event"), PosixFilePermissions.fromString("rw-rw-rw-"));
    put("linked.event", Instant.now());
    Files.createLink(temporary.resolve("other"), spool.folder().resolve("linked.event"));

    List<SpoolEntry> ready = spool.ready(Instant.now());

    assertThatThrownBy(() -> spool.read(ready.get(0))).hasMessageContaining("may write");
    assertThatThrownBy(() -> spool.read(ready.get(1))).hasMessageContaining("another name");
  }

  @Test
  void timeThatCannotBeStopsNothing() throws IOException {
    put("a.part", Instant.now());
    put("b.event", Instant.now());
    Path folder = spool.folder();
    for (String name : List.of("a.part", "b.event")) {
      Files.setLastModifiedTime(folder.resolve(name), FileTime.from(1L << 33, TimeUnit.SECONDS));
    }
    Instant now = Instant.parse("2026-11-22T12:00:00Z");

    assertThat(spool.ready(now))
        .extracting(SpoolEntry::writtenAt)
        .containsExactly(now.plusSeconds(3600));
  }

  private void put(String name, Instant writtenAt) throws IOException {
    Path file = Files.writeString(spool.folder().resolve(name), HEAD + "end\n");
    Files.setLastModifiedTime(file, FileTime.from(writtenAt));
  }
}
