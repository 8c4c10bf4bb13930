package io.repohook.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ConfigWatchTest {
  private static final FileTime THEN = FileTime.from(Instant.parse("2026-11-22T10:00:00Z"));

  @TempDir Path folder;

  interface Edit {
    void in(Path folder) throws IOException;
  }

  record Change(String name, Edit edit) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Change> changes() {
    return Stream.of(
        new Change(
            "a file is added", at -> Files.writeString(at.resolve("repositories/b.yaml"), "")),
        new Change("a file is removed", at -> Files.delete(at.resolve("repositories/a.yaml"))),
        new Change("a folder comes", ConfigWatchTest::addFolder),
        new Change(
            "a file is renamed",
            at -> Files.move(at.resolve("repositories/a.yaml"), at.resolve("repositories/c.yaml"))),
        new Change("a file grows", at -> write(at.resolve("repohook.yaml"), "spool: /longer\n")),
        new Change(
            "a file is written",
            at -> Files.setLastModifiedTime(at.resolve("repohook.yaml"), FileTime.fromMillis(1))),
        new Change("a file is replaced, alike in size and time", ConfigWatchTest::replace),
        new Change("a secret is written", at -> write(at.resolve("secrets/ci"), "other\n")),
        new Change(
            "a secret becomes readable",
            at ->
                Files.setPosixFilePermissions(
                    at.resolve("secrets/ci"), PosixFilePermissions.fromString("rw-r--r--"))));
  }

  @ParameterizedTest
  @MethodSource("changes")
  void eachKindOfChangeIsNoticedOnce(Change change) throws IOException {
    files();
    ConfigWatch watch = new ConfigWatch(folder);

    assertThat(watch.changed()).isFalse();
    change.edit().in(folder);
    assertThat(watch.changed()).isTrue();
    assertThat(watch.changed()).isFalse();
  }

  @Test
  void readingChangesNothing() throws IOException {
    ConfigFiles files = files();
    ConfigWatch watch = new ConfigWatch(folder);

    files.load();

    assertThat(watch.changed()).isFalse();
  }

  @Test
  void aFolderThatGoesAndComesIsNoticed() {
    Path missing = folder.resolve("etc");
    ConfigWatch watch = new ConfigWatch(missing);

    assertThat(watch.changed()).isFalse();
    assertThat(missing.toFile().mkdir()).isTrue();
    assertThat(watch.changed()).isTrue();
  }

  private ConfigFiles files() throws IOException {
    ConfigFiles files =
        ConfigFiles.in(
            folder, "@ repohook.yaml\nspool: /a\n@ repositories/a.yaml\n@ secrets/ci\nsecret\n");
    for (String file : new String[] {"repohook.yaml", "repositories/a.yaml", "secrets/ci"}) {
      Files.setLastModifiedTime(folder.resolve(file), THEN);
    }
    return files;
  }

  private static void addFolder(Path at) throws IOException {
    Files.createDirectories(at.resolve("repositories/team"));
    write(at.resolve("repositories/team/_all.yaml"), "");
  }

  private static void replace(Path at) throws IOException {
    Path fresh = at.resolve("repohook.yaml.new");
    Files.writeString(fresh, "spool: /b\n");
    Files.setLastModifiedTime(fresh, THEN);
    Files.move(fresh, at.resolve("repohook.yaml"), StandardCopyOption.REPLACE_EXISTING);
  }

  private static void write(Path file, String text) throws IOException {
    Files.writeString(file, text);
    Files.setLastModifiedTime(file, THEN);
  }
}
