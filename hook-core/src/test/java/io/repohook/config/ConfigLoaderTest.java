package io.repohook.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class ConfigLoaderTest {
  @TempDir Path folder;

  @Test
  void anEmptyServerFileAloneIsAConfiguration() {
    ConfigTree tree = ConfigFiles.in(folder).load();

    assertThat(tree.problems().all()).isEmpty();
    assertThat(tree.repositories()).isEmpty();
    assertThat(tree.server().sound()).isTrue();
  }

  @Test
  void aMissingFolderIsToldByItsWholePath() {
    Path missing = folder.resolve("nowhere");

    assertThat(problems(ConfigLoader.load(missing, Map.of())))
        .isEqualTo(missing + ": there is no such folder; create it, or name another with --config");
  }

  @Test
  void aMissingServerFileLeavesTheServerUnsound() {
    ConfigTree tree = ConfigLoader.load(folder, Map.of());

    assertThat(problems(tree))
        .isEqualTo("repohook.yaml: there is no such file; create it; it may be empty");
    assertThat(tree.server().sound()).isFalse();
  }

  @Test
  void aServerFileOfTheOtherEndingIsRecognised() {
    ConfigFiles.in(folder, "@ repohook.yml\nspool: /x\n");
    assertThat(folder.resolve("repohook.yaml").toFile().delete()).isTrue();

    assertThat(problems(ConfigLoader.load(folder, Map.of())))
        .isEqualTo("repohook.yaml: there is no such file; rename repohook.yml to it");
  }

  @Test
  void aByteOrderMarkAndForeignLineEndsAreNoMistakes() {
    ConfigTree tree =
        ConfigFiles.in(
                folder, "@ repohook.yaml\n\\xEF\\xBB\\xBF# ours\r\nspool: /a\r\nlisten: x:1\r\n")
            .load();

    assertThat(tree.server().text("spool")).contains("/a");
    assertThat(tree.server().place("listen")).hasToString("repohook.yaml:3");
    assertThat(tree.problems().all()).isEmpty();
  }

  @Test
  void scalarsStayAsWritten() {
    ConfigTree tree =
        ConfigFiles.in(
                folder, "@ repohook.yaml\naccept_from: [off, 1.10, 012, 1:30, 2026-11-22, ~x]\n")
            .load();

    assertThat(tree.server().texts("accept_from"))
        .containsExactly("off", "1.10", "012", "1:30", "2026-11-22", "~x");
  }

  @Test
  void filesOfEditorsAndOfVersionControlAreNotRead() {
    ConfigTree tree =
        ConfigFiles.in(
                folder,
                """
                @ repositories/.ocean.yaml
                : [
                @ repositories/.git/config.yaml
                : [
                @ repositories/ocean.yaml~
                : [
                @ repositories/README.md
                : [
                """)
            .load();

    assertThat(tree.repositories()).isEmpty();
    assertThat(tree.problems().all()).isEmpty();
  }

  @Test
  void linkedFilesAndFoldersAreRead(@TempDir Path elsewhere) throws IOException {
    Files.writeString(elsewhere.resolve("ocean.yaml"), "git: /srv/git/ocean.git\n");
    ConfigFiles.in(folder, "@ repositories/a.yaml\n");
    Files.createSymbolicLink(folder.resolve("repositories/linked"), elsewhere);

    ConfigTree tree = ConfigLoader.load(folder, Map.of());

    assertThat(tree.repository("linked/ocean").text("git")).contains("/srv/git/ocean.git");
  }

  @Test
  void whatCannotBeReadIsToldAndTheRestIsRead() throws IOException {
    ConfigFiles files = ConfigFiles.in(folder, "@ repositories/a.yaml\ngit: /a\n");
    Files.createSymbolicLink(
        folder.resolve("repositories/gone.yaml"), folder.resolve("repositories/nowhere"));
    Files.createSymbolicLink(folder.resolve("repositories/loop"), folder.resolve("repositories"));

    ConfigTree tree = files.load();

    assertThat(problems(tree))
        .isEqualTo(
            """
            repositories/gone.yaml: a link that leads nowhere; put a file there, or remove it
            repositories/loop: cannot be read (a link that leads back to a folder above it); let the user that runs this read it""");
    assertThat(tree.repository("a").text("git")).contains("/a");
  }

  @Test
  void aFileThatIsFarTooLargeIsNotRead() throws IOException {
    ConfigFiles.in(folder);
    Files.writeString(folder.resolve("repohook.yaml"), "#".repeat(4 * 1024 * 1024 + 1));

    assertThat(problems(ConfigLoader.load(folder, Map.of())))
        .isEqualTo("repohook.yaml: larger than 4 MiB; split it into one file a repository");
  }

  /** Generous for a busy machine; anything quadratic would take minutes. */
  @Test
  @Timeout(60)
  void tenThousandRepositoriesLoadInSeconds() throws IOException {
    ConfigFiles.in(
        folder,
        """
        @ repositories/_all.yaml
        subscriptions: {audit: {webhook: "https://audit.example.com/"}}
        @ secrets/ci
        whsec
        """);
    for (int i = 0; i < 10_000; i++) {
      Path file = folder.resolve("repositories/team" + i % 100 + "/r" + i + ".yaml");
      Files.createDirectories(file.getParent());
      Files.writeString(
          file,
          "subscriptions:\n  ci:\n    webhook: https://ci.example.com/\n    secret: ${file:ci}\n");
    }

    long start = System.nanoTime();
    ConfigTree tree = ConfigLoader.load(folder, Map.of());
    for (String name : tree.repositories()) {
      assertThat(tree.repository(name).sections("subscriptions")).hasSize(2);
    }
    Duration took = Duration.ofNanos(System.nanoTime() - start);

    assertThat(tree.repositories()).hasSize(10_000);
    assertThat(took).isLessThan(Duration.ofSeconds(30));
  }

  private static String problems(ConfigTree tree) {
    return String.join("\n", tree.problems().all().stream().map(Problem::toString).toList());
  }
}
