package io.repohook.artifact.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each look is by a new follower, as after a crash: all that it knows is what was kept. */
class LogFollowerTest {
  @TempDir Path folder;
  private Path log;
  private final Map<String, String> kept = new HashMap<>();
  private Instant now = Instant.parse("2026-11-22T02:00:00Z");

  @BeforeEach
  void log() {
    log = folder.resolve("access.log");
  }

  @Test
  void whatIsThereAlreadyIsOldUnlessAskedFor() throws IOException {
    write(log, "old");

    assertThat(look()).isEmpty();
    write(log, "new");
    assertThat(look()).containsExactly("new");

    kept.clear();
    assertThat(look(true)).containsExactly("old", "new");
  }

  @Test
  void theLineThatWasHalfWrittenAtTheBeginningIsNews() throws IOException {
    write(log, "old");
    append(log, line("half").substring(0, 20));
    assertThat(look()).isEmpty();

    append(log, line("half").substring(20));

    assertThat(look()).containsExactly("half");
  }

  @Test
  void aFileThatAppearsLaterIsReadFromItsBeginning() throws IOException {
    assertThat(look()).isEmpty();

    write(log, "first", "second");

    assertThat(look()).containsExactly("first", "second");
  }

  @Test
  void aLogThatAppearsAndIsRotatedBeforeTheNextLookIsReadFromItsFirstLine() throws IOException {
    write(folder.resolve("access.log.9"), "long ago");
    now = now.plusSeconds(60);
    assertThat(look()).isEmpty();

    write(log, "a");
    compress(rename("access.log.2"));
    write(log, "b");
    rename("access.log.1");
    assertThat(look()).containsExactly("a", "b");
    write(log, "c");

    assertThat(look()).containsExactly("c");
  }

  @Test
  void halfALineWaitsForItsOtherHalf() throws IOException {
    look();
    write(log, "a");
    append(log, line("b").substring(0, 30));
    assertThat(look()).containsExactly("a");
    assertThat(look()).isEmpty();

    append(log, line("b").substring(30));

    assertThat(look()).containsExactly("b");
  }

  @Test
  void garbageAndEndlessLinesArePassedOver() throws IOException {
    look();
    write(log, "a");
    append(log, "\0\1\2 garbage\n\n");
    append(log, "x".repeat(700_000) + line("forged"));
    write(log, "b");

    assertThat(look()).containsExactly("a", "b");
  }

  @Test
  void anEndlessLineThatGrowsIsNeverReadFromItsMiddle() throws IOException {
    look();
    append(log, "x".repeat(ChunkReader.BUFFER));
    assertThat(look()).isEmpty();
    append(log, line("forged"));
    write(log, "a");

    assertThat(look()).containsExactly("a");
  }

  @Test
  void anEndlessLineIsReadOnce() throws IOException {
    look();
    append(log, "x".repeat(20 * ChunkReader.BUFFER + 7));
    assertThat(look()).isEmpty();

    Position kept = Positions.of("L", this::kept).current().orElseThrow();
    assertThat(kept.offset()).isEqualTo(20 * ChunkReader.BUFFER);
  }

  @Test
  void aDamagedFileBesideTheLogIsNoObstacle() throws IOException {
    write(folder.resolve("access.log.8.gz"), "no gzip");
    look();
    write(log, "a");
    look();
    write(log, "b");
    compress(rename("access.log.1"));
    write(log, "c");

    assertThat(look()).containsExactly("b", "c");
  }

  @Test
  void ofADamagedFileWhatCanBeReadIsReadAndThenTheNext() throws IOException {
    look();
    write(log, "a");
    look();
    write(log, "b");
    Random random = new Random(1);
    for (int i = 0; i < 3_000; i++) {
      append(log, Long.toHexString(random.nextLong()) + "\n"); // So that it is not small.
    }
    write(log, "lost");
    compress(rename("access.log.1"));
    Path compressed = folder.resolve("access.log.1.gz");
    FileTime modified = Files.getLastModifiedTime(compressed);
    byte[] half = Arrays.copyOf(Files.readAllBytes(compressed), 20_000);
    Files.write(compressed, half);
    Files.setLastModifiedTime(compressed, modified);
    write(log, "c");

    assertThat(look()).containsExactly("b", "c");
  }

  @Test
  void logsThatBeginAlikeAreNoRotations() throws IOException {
    look();
    write(log, "a");
    look();
    Path old = rename("access.log.1");
    write(old, "b");
    write(folder.resolve("access-2.log"), "other");
    write(folder.resolve("access.log.ssl"), "other");
    write(log, "c");

    assertThat(look()).containsExactly("b", "c");
  }

  @Test
  void aLogBesideOneThatIsNotThereYetIsNotTakenForIt() throws IOException {
    assertThat(look()).isEmpty();
    write(folder.resolve("access.log.ssl"), "other");
    assertThat(look()).isEmpty();

    write(log, "a");

    assertThat(look()).containsExactly("a");
  }

  @Test
  void aRenamedLogIsReadToItsEndAndFurtherWhileItIsWritten() throws IOException {
    look();
    write(log, "a");
    assertThat(look()).containsExactly("a");

    write(log, "b");
    Path old = rename("access.log.1");
    assertThat(look()).containsExactly("b");
    write(old, "c");
    assertThat(look()).containsExactly("c");
    write(log, "d");
    assertThat(look()).containsExactly("d");
    write(old, "late");
    write(log, "e");
    assertThat(look()).containsExactly("late", "e");
    assertThat(look()).isEmpty();
  }

  @Test
  void rotationsThatNobodySawAreReadInOrder() throws IOException {
    look();
    write(log, "a");
    look();
    write(log, "b");
    compress(rename("access.log.3"));
    write(log, "c");
    compress(rename("access.log.2"));
    write(log, "d");
    rename("access.log.1");
    write(log, "e");

    assertThat(look()).containsExactly("b", "c", "d", "e");
    assertThat(look()).isEmpty();
  }

  @Test
  void nexussDatedNamesAreRotationsToo() throws IOException {
    log = folder.resolve("request.log");
    look();
    write(log, "a");
    look();
    write(log, "b");
    compress(rename("request-2026-11-22.log"));
    write(log, "c");

    assertThat(look()).containsExactly("b", "c");
  }

  @Test
  void whatWasReadAndIsCompressedThenIsNotReadAgain() throws IOException {
    look();
    write(log, "a");
    look();
    Path old = rename("access.log.1");
    write(log, "b");
    assertThat(look()).containsExactly("b");

    compress(old);

    assertThat(look()).isEmpty();
    write(log, "c");
    assertThat(look()).containsExactly("c");
  }

  @Test
  void aFileThatWasReachedButNotReadIsFoundCompressed() throws IOException {
    look();
    write(log, "a");
    look();
    Path first = rename("access.log.1");
    write(log, "b");
    assertThat(step(false).requests()).isEmpty(); // It has come to the second file, and dies there.

    Files.move(first, folder.resolve("access.log.2"));
    compress(rename("access.log.1"));
    write(log, "c");

    assertThat(look()).containsExactly("b", "c");
  }

  @Test
  void aFileThatWasEmptyIsFoundCompressed() throws IOException {
    append(log, "");
    assertThat(look()).isEmpty();
    write(log, "a");
    compress(rename("access.log.3"));
    append(log, "");
    assertThat(look()).containsExactly("a");

    write(log, "b");
    compress(rename("access.log.2"));
    write(log, "c");

    assertThat(look()).containsExactly("b", "c");
  }

  @Test
  void filesOfTheSameMomentAreReadInTheirOrder() throws IOException {
    look();
    write(log, "a");
    look();
    write(log, "b");
    Instant moment = now;
    Path second = rename("access.log.3");
    write(log, "c");
    Path third = rename("access.log.2");
    write(log, "d");
    Path fourth = rename("access.log.1");
    for (Path each : List.of(second, third, fourth)) {
      Files.setLastModifiedTime(each, FileTime.from(moment));
    }
    write(log, "e");

    assertThat(look()).containsExactly("b", "c", "d", "e");
  }

  @Test
  void whatIsBeingCompressedIsNotReadTwice() throws IOException {
    look();
    write(log, "a");
    look();
    Path old = rename("access.log.1");
    write(log, "b");
    Path half = folder.resolve("access.log.1.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(half))) {
      Files.copy(old, out);
    }
    Files.setLastModifiedTime(half, FileTime.from(now.plusSeconds(9)));

    assertThat(look()).containsExactly("b");

    Files.delete(old);
    assertThat(look()).isEmpty();
  }

  @Test
  void aLogThatIsCopiedAndEmptiedLosesNothing() throws IOException {
    look();
    write(log, "a");
    look();
    write(log, "b");
    Files.copy(log, folder.resolve("access.log.1"));
    truncate();
    write(log, "c");

    assertThat(look()).containsExactly("b", "c");
    assertThat(look()).isEmpty();
  }

  @Test
  void aLogThatWasEmptiedIsReadFromItsBeginning() throws IOException {
    look();
    write(log, "a", "b", "c");
    look();
    truncate();
    write(log, "d");

    assertThat(look()).containsExactly("d");
    assertThat(look()).isEmpty();
  }

  @Test
  void aLogThatWasEmptiedAndGrewLargerIsReadFromItsBeginning() throws IOException {
    look();
    write(log, "a");
    look();
    truncate();
    write(log, "b", "c", "d");

    assertThat(look()).containsExactly("b", "c", "d");
  }

  @Test
  void aNeighbourIsNoRotation() throws IOException {
    write(folder.resolve("access.json.log"), "other");
    write(folder.resolve("access_ssl.log"), "other");
    look();
    write(log, "a");
    look();
    Files.delete(log);
    write(log, "b");

    assertThat(look()).containsExactly("b");
  }

  @Test
  void thousandsOfRequestsComeInBatches() throws IOException {
    look();
    List<String> names = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      names.add("file" + i);
    }
    write(log, names.toArray(String[]::new));

    assertThat(look()).isEqualTo(names);
  }

  @Test
  void identitiesOfLinesAreUnique() throws IOException {
    look();
    write(log, "a");
    List<Found> found = new ArrayList<>(found(false));
    truncate();
    write(log, "a");
    found.addAll(found(false));
    rename("access.log.1");
    write(log, "a");
    found.addAll(found(false));

    assertThat(found).hasSize(3);
    assertThat(found.stream().map(each -> each.log() + each.offset())).doesNotHaveDuplicates();
  }

  private Optional<String> kept(String key) {
    return Optional.ofNullable(kept.get(key));
  }

  private List<String> look() throws IOException {
    return look(false);
  }

  private List<String> look(boolean fromBeginning) throws IOException {
    return found(fromBeginning).stream().map(each -> each.request().path()).toList();
  }

  private List<Found> found(boolean fromBeginning) throws IOException {
    List<Found> found = new ArrayList<>();
    boolean more = true;
    while (more) {
      LogFollower.News news = step(fromBeginning);
      found.addAll(news.requests());
      more = news.more();
    }
    return found;
  }

  /** Reads once, and keeps how far it came. */
  private LogFollower.News step(boolean fromBeginning) throws IOException {
    now = now.plusMillis(1);
    LogFollower follower =
        new LogFollower(log, LineFormats.named("combined").orElseThrow(), fromBeginning);
    Positions from = Positions.of("L", key -> Optional.ofNullable(kept.get(key)));
    LogFollower.News news = follower.read(from, new Interest("/r/", true, false), 2_000, now);
    news.positions()
        .changes("L")
        .forEach(
            (key, value) ->
                value.ifPresentOrElse(text -> kept.put(key, text), () -> kept.remove(key)));
    return news;
  }

  private String line(String name) {
    return "192.0.2.7 - ci [22/Nov/2026:01:33:24 +0000] \"PUT /r/%s HTTP/1.1\" 201 5 \"-\" \"%s\"\n"
        .formatted(name, "agent " + now.toEpochMilli());
  }

  private void write(Path file, String... names) throws IOException {
    StringBuilder lines = new StringBuilder();
    for (String each : names) {
      lines.append(line(each));
    }
    append(file, lines.toString());
  }

  private void append(Path file, String text) throws IOException {
    Files.write(file, text.getBytes(UTF_8), CREATE, APPEND);
    now = now.plusSeconds(1);
    Files.setLastModifiedTime(file, FileTime.from(now));
  }

  private Path rename(String name) throws IOException {
    return Files.move(log, folder.resolve(name));
  }

  private void truncate() throws IOException {
    Files.write(log, new byte[0], StandardOpenOption.TRUNCATE_EXISTING);
  }

  private static void compress(Path file) throws IOException {
    FileTime modified = Files.getLastModifiedTime(file);
    Path compressed = file.resolveSibling(file.getFileName() + ".gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(compressed))) {
      Files.copy(file, out);
    }
    Files.setLastModifiedTime(compressed, modified);
    Files.delete(file);
  }
}
