package io.repohook.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A script stands for Maven: it does what Maven does on a bad day. */
class MavenTest {
  /** Starts another that would go on without it, and never ends. */
  private static final String HANGING =
      "sleep 600 & echo $! >child; echo $$ >parent; echo still fetching; wait";

  @TempDir Path folder;

  @Test
  void oneThatTakesTooLongIsEndedWithItsChildrenAndThatIsSaid() throws Exception {
    assertThatThrownBy(
            () -> maven(HANGING, Duration.ofSeconds(1)).deploy(folder, "p", "f", "u", () -> false))
        .isInstanceOf(IOException.class)
        .hasMessage("it was ended after 1s; " + folder.resolve("maven.log") + " has what it said");

    assertThat(folder.resolve("maven.log")).hasContent("still fetching");
    for (String each : List.of("parent", "child")) {
      assertEnds(Long.parseLong(Files.readString(folder.resolve(each)).strip()));
    }
  }

  @Test
  void whoEndsTheQuickstartEndsItToo() throws Exception {
    Path child = folder.resolve("child");
    assertThatThrownBy(
            () ->
                maven(HANGING, Duration.ofMinutes(9))
                    .deploy(folder, "p", "f", "u", () -> Files.exists(folder.resolve("parent"))))
        .hasMessage("it was ended, as the quickstart was");

    assertEnds(Long.parseLong(Files.readString(child).strip()));
  }

  @Test
  void oneThatFailsSaysWhy() {
    assertThatThrownBy(
            () ->
                maven("echo ' [ERROR] no plugin'; echo more; exit 1", Duration.ofMinutes(1))
                    .deploy(folder, "p", "f", "u", () -> false))
        .hasMessage("[ERROR] no plugin");
  }

  @Test
  void oneThatEndsWellHasBeenToldWhatToDeploy() throws Exception {
    maven("echo \"$@\"", Duration.ofMinutes(1))
        .deploy(folder, "pom.xml", "a.jar", "u", () -> false);

    assertThat(folder.resolve("maven.log"))
        .content()
        .contains("deploy-file -Durl=u -DrepositoryId=demo -DpomFile=pom.xml -Dfile=a.jar");
  }

  private Maven maven(String script, Duration longest) throws IOException {
    Path program = Files.writeString(folder.resolve("mvn"), "#!/bin/sh\n" + script + "\n");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    return Maven.find(Map.of("PATH", "/nowhere:" + folder), longest).orElseThrow();
  }

  private static void assertEnds(long pid) throws Exception {
    ProcessHandle process = ProcessHandle.of(pid).orElse(null);
    if (process != null) {
      process.onExit().get(30, TimeUnit.SECONDS);
    }
  }
}
