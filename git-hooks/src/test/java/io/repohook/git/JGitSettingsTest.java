package io.repohook.git;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.FS.FileStoreAttributes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;

class JGitSettingsTest {
  /** JGit remembers for the whole process what it measured; other tests have it measure. */
  static final class Asked {
    public static void main(String[] words) {
      JGitSettings.keepInMemory();
      System.out.print(FS.getFileStoreAttributes(Path.of(words[0])).getFsTimestampResolution());
    }
  }

  private static String classPath() {
    return Stream.of(Asked.class, JGitSettings.class, FS.class, Logger.class)
        .map(each -> each.getProtectionDomain().getCodeSource().getLocation().getPath())
        .collect(joining(":"));
  }

  @Test
  void nothingIsMeasuredWhileAPushWaits(@TempDir Path folder) throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                classPath(),
                Asked.class.getName(),
                folder.toString())
            .redirectError(Redirect.INHERIT)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);

    assertThat(said)
        .as("what no measurement on this machine finds")
        .isEqualTo(FileStoreAttributes.FALLBACK_TIMESTAMP_RESOLUTION.toString());
    assertThat(process.waitFor()).isZero();
  }
}
