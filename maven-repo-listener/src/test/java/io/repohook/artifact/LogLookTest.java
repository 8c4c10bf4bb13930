package io.repohook.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import io.repohook.artifact.log.LineFormats;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
    assertThat(look("nginx-json", LINE + LINE).orElseThrow().wrong()).contains("last 2 lines");
    assertThat(look("nexus", LINE.repeat(5_000))).isPresent();
  }

  @Test
  void aLogThatIsNotThereIsNoticed() {
    assertThat(LogLook.problem(settings("combined")).orElseThrow().wrong())
        .contains("does not exist");
  }

  private Optional<LogLook.Trouble> look(String format, String text) throws IOException {
    Files.writeString(folder.resolve("log"), text);
    return LogLook.problem(settings(format));
  }

  private ArtifactSettings.AccessLog settings(String format) {
    return new ArtifactSettings.AccessLog(
        folder.resolve("log"), LineFormats.named(format).orElseThrow(), "/r/", false);
  }
}
