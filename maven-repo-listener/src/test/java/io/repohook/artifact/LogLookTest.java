package io.repohook.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.repohook.artifact.log.LineFormats;
import io.repohook.config.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogLookTest {
  private static final String LINE =
      "h - - [22/Nov/2026:01:33:24 +0000] \"GET /x HTTP/1.1\" 200 5 \"-\" \"curl\"\n";

  @TempDir Path folder;

  @Test
  void aLogOfItsFormatIsFine() throws IOException {
    assertThat(look("combined", LINE)).isEmpty();
    assertThat(look("combined", "\0garbage\n" + LINE)).isEmpty();
    assertThat(look("combined", "")).isEmpty();
    assertThat(look("combined", LINE.repeat(5_000))).isEmpty();
  }

  @Test
  void aLogOfAnotherFormatIsNoticed() throws IOException {
    assertThat(look("nginx-json", LINE + LINE).orElseThrow())
        .hasToString(
            "none of the last 2 lines of %s is of its format; they can be read with format: combined"
                .formatted(folder.resolve("log")));
    assertThat(look("combined", "x\n").orElseThrow().remedy()).contains("docs/artifacts.md");
    assertThat(look("nexus", LINE.repeat(5_000))).isPresent();
  }

  @Test
  void aLogThatIsNotThereIsNoticed() {
    assertThat(LogLook.problem(settings("combined")).orElseThrow().wrong())
        .contains("does not exist");
  }

  @Test
  void aFolderIsNoLog() {
    assertThat(LogLook.problem(settings("combined", folder)).orElseThrow().wrong())
        .isEqualTo(folder + " is no file");
  }

  /** As {@code /dev/stdout} is in a container: whoever opens it waits for ever. */
  @Test
  void aPipeIsNoLog() throws Exception {
    Path pipe = folder.resolve("pipe");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();

    assertThat(
            assertTimeoutPreemptively(
                    Duration.ofSeconds(30), () -> LogLook.problem(settings("combined", pipe)))
                .orElseThrow()
                .wrong())
        .isEqualTo(pipe + " is no file");
  }

  private Optional<LogLook.Trouble> look(String format, String text) throws IOException {
    Files.writeString(folder.resolve("log"), text);
    return LogLook.problem(settings(format));
  }

  private ArtifactSettings.AccessLog settings(String format) {
    return settings(format, folder.resolve("log"));
  }

  private static ArtifactSettings.AccessLog settings(String format, Path log) {
    return new ArtifactSettings.AccessLog(
        log, LineFormats.named(format).orElseThrow(), "/r/", false, new Place(log, 1));
  }
}
