package io.repohook.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.repohook.channel.http.HttpClients;
import io.repohook.config.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The documents say what the program does. */
class DocumentsTest {
  private static final Path ROOT = Path.of("..");

  /** A sample begins with the name of its file in a comment; those of one document go together. */
  private static final Pattern SAMPLE =
      Pattern.compile("^```yaml\\n# (\\S+\\.yaml)\\b.*\\n(?s:.*?)^```$", Pattern.MULTILINE);

  /** A template begins with the name of its file in a comment. */
  private static final Pattern TEMPLATE =
      Pattern.compile("^```mustache\\n\\{\\{! (\\S+) }}\\n(?s:.*?)^```$", Pattern.MULTILINE);

  private static final Pattern YAML = Pattern.compile("^```yaml$", Pattern.MULTILINE);
  private static final Pattern SECRET = Pattern.compile("\\$\\{file:([^}]*)}");
  private static final Pattern TOLD_PROBLEM =
      Pattern.compile("^    (repo\\S+\\.yaml:\\d+: .*)$", Pattern.MULTILINE);
  private static final Pattern LINK = Pattern.compile("]\\(([^)#:]+)(?:#[^)]*)?\\)");
  private static final Pattern KNOWN_KEYS = Pattern.compile("known here: (.*)$");

  /** What the sample of a wrong file names on purpose. */
  private static final String NO_SECRET = "nobody";

  @TempDir Path folder;

  static Stream<Path> documents() throws IOException {
    try (Stream<Path> files = Files.walk(ROOT.resolve("docs"))) {
      List<Path> pages = files.filter(each -> each.toString().endsWith(".md")).sorted().toList();
      return Stream.concat(
          Stream.of("README.md", "CHANGELOG.md", "CONTRIBUTING.md").map(ROOT::resolve),
          pages.stream());
    }
  }

  @ParameterizedTest
  @MethodSource("documents")
  void samplesOfConfigurationHaveNoProblemsButThoseThatTheDocumentTells(Path document)
      throws IOException {
    String text = Files.readString(document);
    List<MatchResult> samples = SAMPLE.matcher(text).results().toList();
    assertThat(samples).as("samples that name their file").hasSize((int) count(YAML, text));
    write("repohook.yaml", "");
    List<MatchResult> templates = TEMPLATE.matcher(text).results().toList();
    for (MatchResult each : Stream.concat(samples.stream(), templates.stream()).toList()) {
      List<String> lines = each.group().lines().toList();
      write(each.group(1), String.join("\n", lines.subList(1, lines.size() - 1)) + "\n");
    }

    assertThat(problems())
        .containsExactlyInAnyOrderElementsOf(
            TOLD_PROBLEM.matcher(text).results().map(told -> told.group(1)).toList());
  }

  @ParameterizedTest
  @MethodSource("documents")
  void everyLinkLeadsToAFile(Path document) throws IOException {
    Matcher link = LINK.matcher(Files.readString(document));
    while (link.find()) {
      assertThat(document.resolveSibling(link.group(1))).exists();
    }
  }

  @Test
  void theReadmeIsShort() throws IOException {
    assertThat(Files.readAllLines(ROOT.resolve("README.md"))).hasSizeLessThan(200);
  }

  /** An unknown key's problem names the known ones: the program itself says what there is. */
  @Test
  void everyKeyIsDescribed() throws IOException {
    write(
        "repohook.yaml",
        """
        0: 0
        git: {0: 0}
        network: {0: 0}
        defaults: {0: 0}
        retention: {0: 0}
        dispatch: {0: 0}
        smtp: {0: 0}
        """);
    write(
        "repositories/a.yaml",
        """
        0: 0
        artifacts: {0: 0, access_log: {0: 0}, embedded: {0: 0}}
        subscriptions: {ci: {webhook: "https://ci.example.com/", 0: 0}, m: {email: a@b.c, 0: 0}}
        """);
    String page = Files.readString(ROOT.resolve("docs/configuration.md"));

    List<String> keys = problems().stream().flatMap(DocumentsTest::knownKeys).toList();

    assertThat(keys).contains("spool", "network.deny", "timeout", "subscriptions");
    assertThat(keys).allSatisfy(key -> assertThat(page).containsPattern("`" + key + "[`.]"));
  }

  private static Stream<String> knownKeys(String problem) {
    String key = problem.split(": ")[1];
    boolean ofServer = problem.startsWith("repohook.yaml");
    String before = ofServer ? key.substring(0, key.length() - 1) : "";
    return KNOWN_KEYS
        .matcher(problem)
        .results()
        .flatMap(known -> Stream.of(known.group(1).split(", ")))
        .map(known -> before + known);
  }

  private void write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    Path secrets = Files.createDirectories(folder.resolve("secrets"));
    for (MatchResult each : SECRET.matcher(text).results().toList()) {
      if (!each.group(1).equals(NO_SECRET)) {
        Path secret = Files.writeString(secrets.resolve(each.group(1)), secret(each.group(1)));
        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
      }
    }
  }

  /** What names a chat is a room's URL; anything else may be a key to sign with. */
  private static String secret(String name) {
    boolean room = name.startsWith("slack") || name.startsWith("teams");
    return room ? "https://chat.example.com/services/x\n" : "whsec_c2VjcmV0\n";
  }

  private List<String> problems() {
    InstantSource clock = InstantSource.system();
    try (HttpClients http = new HttpClients(1, clock)) {
      return Configuration.read(folder, Map.of("DEPLOY_HOST", "deploy.example.com"), http, clock)
          .problems()
          .all()
          .stream()
          .map(Problem::toString)
          .toList();
    }
  }

  private static long count(Pattern pattern, String text) {
    return pattern.matcher(text).results().count();
  }
}
