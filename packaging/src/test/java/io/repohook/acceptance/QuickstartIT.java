package io.repohook.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuickstartIT {
  @TempDir Path folder;

  @Test
  void onceItEndsWhenEverythingHasArrived() {
    Result shown = start("--once").result().exits(0);

    assertThat(shown.out())
        .filteredOn(line -> line.matches("  JSON .*; signature checked"))
        .extracting(line -> line.replaceAll(" +", " ").replaceAll(", by .*", ""))
        .containsExactlyInAnyOrder(
            " JSON git.push refs/heads/main created",
            " JSON git.push refs/heads/feature created",
            " JSON git.tag refs/tags/v1.0 created",
            " JSON job.failed tests, exit status 3",
            " JSON artifact.deployed com.example:rocket:1.0, 2 files",
            " JSON artifact.downloaded com/example/rocket/1.0/rocket-1.0.jar downloaded",
            " JSON artifact.deleted com/example/rocket/ deleted");
    assertThat(shown.out())
        .filteredOn(line -> line.matches("  form .*; signature checked"))
        .hasSize(3);
    for (String way : List.of("Slack", "Teams", "mail")) {
      assertThat(shown.out()).filteredOn(line -> line.startsWith("  " + way)).as(way).hasSize(5);
    }
    assertThat(shown.out()).anyMatch(line -> line.contains("Greet the world"));
    assertThat(shown.out()).contains("3 tests, 1 failed", "exit status 3");
    assertThat(shown.err()).as("nothing is wrong").isEmpty();

    start("--once").result().exits(0);
  }

  @Test
  void itTouchesNoFolderOfAnother() throws IOException {
    Path data = Files.createDirectory(folder.resolve("data"));
    Path precious = Files.writeString(data.resolve("precious"), "mine");

    Result refused = start("--once").result().exits(1);

    assertThat(precious).hasContent("mine");
    assertThat(data).isDirectoryNotContaining(each -> !each.equals(precious));
    assertThat(refused.err()).singleElement().asString().contains("--dir");
  }

  @Test
  void itStaysUntilItIsTold() throws Exception {
    RunningProgram quickstart = start();
    quickstart.await("what to try", line -> line.contains("What to try next"));
    Path data = folder.resolve("data");

    GitPusher user = GitPusher.at(data.resolve("work"));
    user.commit("more.txt", "Try it");
    user.push("main");
    quickstart.await("what was pushed", line -> line.contains("Try it"));
    Result deliveries =
        Program.ofTheArchive()
            .start(
                Map.of("REPOHOOK_CONFIG", data.resolve("config").toString()),
                "deliveries",
                "--json")
            .result();
    assertThat(deliveries.exits(0).rows()).hasSize(30);

    Result ended = quickstart.terminate().exits(0);
    assertThat(ended.err()).as("nothing is wrong").isEmpty();
  }

  @Test
  void controlCEndsItToo() throws Exception {
    RunningProgram quickstart = start();
    quickstart.await("what to try", line -> line.contains("What to try next"));

    new ProcessBuilder("kill", "-INT", Long.toString(quickstart.pid())).start().waitFor();

    quickstart.result().exits(0);
  }

  private RunningProgram start(String... words) {
    String[] all = new String[words.length + 3];
    all[0] = "quickstart";
    all[1] = "--dir";
    all[2] = folder.resolve("data").toString();
    System.arraycopy(words, 0, all, 3, words.length);
    return Program.ofTheArchive().start(Map.of(), all);
  }
}
