package io.repohook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.eclipse.jgit.api.Git;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who gives a command wrong words is told in a few, and nothing changes. */
class WrongUsageTest {
  @TempDir Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  /** One repository with the subscription {@code ci}, and one with none. */
  @BeforeEach
  void begin() throws Exception {
    for (String name : new String[] {"ocean", "lake"}) {
      Git.init().setBare(true).setDirectory(git(name).toFile()).call().close();
    }
    Files.createDirectories(folder.resolve("config/repositories"));
    Files.writeString(
        folder.resolve("config/repohook.yaml"),
        "spool: %1$s/spool\nstore: sqlite:%1$s/repohook.db\ngit: {roots: [%1$s/git]}\n"
            .formatted(folder));
    Files.writeString(
        folder.resolve("config/repositories/ocean.yaml"),
        "subscriptions: {ci: {webhook: \"https://a.example/hook\"}}\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "nonsense",
        "serve --nonsense",
        "install",
        "show ocean",
        "show ocean nobody",
        "test nowhere ci",
        "events --since yesterday",
        "events show evt_nothing",
        "deliveries --state lost",
        "deliveries --limit many",
        "deliveries show dlv_nothing",
        "redeliver",
        "redeliver dlv_1 --failed",
        "list /no/such/repository",
        "drain --stay long",
        "add lake ci",
        "add lake ci --webhook https://a.example --slack -",
        "add lake ci --slack https://hooks.slack.com/services/T/B/hunter2",
        "add lake ci --teams https://a.example/x",
        "add lake ci --webhook https://a.example secret=hunter2",
        "add lake ci --webhook https://a.example headers.Authorization=hunter2",
        "add lake ci! --webhook https://a.example",
        "add ../lake ci --webhook https://a.example",
        "add _all ci --webhook https://a.example",
        "add lake ci --webhook ftp://a.example",
        "add ocean ci --webhook https://a.example",
        "set ocean nobody events=git.push",
        "set ocean ci",
        "set ocean ci events",
        "remove ocean nobody --yes",
        "disable ocean nobody",
        "enable ocean nobody"
      })
  void isSaidInAFewWords(String words) throws IOException {
    String before = configuration();

    assertThat(run(words.isEmpty() ? new String[0] : words.split(" "))).isEqualTo(Cli.WRONG);

    assertThat(err + "" + out).isNotBlank().doesNotContain("Exception", "hunter2", "\tat ");
    assertThat(configuration()).isEqualTo(before);
  }

  private int run(String... words) {
    Map<String, String> environment =
        Map.of("REPOHOOK_CONFIG", folder.resolve("config").toString());
    PrintWriter printed = new PrintWriter(out);
    PrintWriter wrong = new PrintWriter(err);
    int status =
        new Cli(new Terminal(InputStream.nullInputStream(), printed, wrong, environment))
            .run(words);
    printed.flush();
    wrong.flush();
    return status;
  }

  private Path git(String name) {
    return folder.resolve("git").resolve(name + ".git");
  }

  /** All files of the configuration with what is in them. */
  private String configuration() throws IOException {
    StringBuilder all = new StringBuilder();
    try (Stream<Path> files = Files.walk(folder.resolve("config"))) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        all.append(file).append('\n').append(Files.readString(file)).append('\n');
      }
    }
    return all.toString();
  }
}
