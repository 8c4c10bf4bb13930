package io.repohook.artifact;

import io.repohook.artifact.deploy.Patience;
import io.repohook.artifact.layout.Layout;
import io.repohook.artifact.log.LineFormat;
import io.repohook.artifact.log.LineFormats;
import io.repohook.config.ConfigTree;
import io.repohook.config.Section;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Reads what the configuration says of artifact repositories: {@code artifacts}. */
public final class ArtifactReader {
  private static final String ARTIFACTS = "artifacts";
  private static final String FILE = "file";
  private static final String FORMAT = "format";
  private static final String PATH = "path";

  private ArtifactReader() {}

  /** By repository, in order; what is wrong is then among the tree's problems, and not here. */
  public static Map<String, ArtifactSettings> read(ConfigTree tree) {
    Map<String, ArtifactSettings> settings = new LinkedHashMap<>();
    for (String name : tree.repositories()) {
      Section repository = tree.repository(name);
      if (repository.has(ARTIFACTS)) {
        repository
            .section(ARTIFACTS)
            .flatMap(ArtifactReader::settings)
            .ifPresent(each -> settings.put(name, each));
        if (repository.has("git")) {
          repository.problem(
              ARTIFACTS, "it is a git repository already", "give each a file of its own");
        }
      }
    }
    return settings;
  }

  private static Optional<ArtifactSettings> settings(Section section) {
    Layout layout =
        section
            .oneOf("layout", Map.of("maven", Layout.MAVEN, "raw", Layout.RAW))
            .orElse(Layout.MAVEN);
    Patience patience =
        new Patience(Patience.SETTLE, section.duration("idle").orElse(Patience.IDLE));
    Optional<Section> accessLog = section.section("access_log");
    Optional<ArtifactSettings> settings =
        accessLog.flatMap(each -> settings(each, layout, patience));
    if (!section.has("access_log")) {
      section.problem(
          "", "nothing tells what happens in it", "add access_log: {file, format, path}");
    }
    section.finish();
    return section.sound() ? settings : Optional.empty();
  }

  private static Optional<ArtifactSettings> settings(
      Section log, Layout layout, Patience patience) {
    Optional<Path> file = file(log);
    Optional<LineFormat> format = format(log);
    String path = path(log);
    boolean fromBeginning =
        log.oneOf("start", Map.of("beginning", true, "end", false)).orElse(false);
    log.finish();
    return file.flatMap(
        where ->
            format.map(
                each -> new ArtifactSettings(layout, where, each, path, fromBeginning, patience)));
  }

  private static Optional<Path> file(Section log) {
    Optional<String> written = log.text(FILE);
    if (written.isEmpty()) {
      if (!log.has(FILE)) {
        log.problem("", "it names no file", "add file: and the log's path from the root, /");
      }
      return Optional.empty();
    }
    try {
      Path path = Path.of(written.get());
      if (path.isAbsolute()) {
        return Optional.of(path);
      }
      log.problem(FILE, "'" + written.get() + "' is no absolute path", "write it from the root, /");
    } catch (InvalidPathException e) {
      log.problem(FILE, "no path: " + e.getReason(), "write its path from the root, /");
    }
    return Optional.empty();
  }

  private static Optional<LineFormat> format(Section log) {
    Optional<String> written = log.text(FORMAT);
    String names = String.join(", ", LineFormats.names());
    String remedy = "write one of " + names + "; or a pattern such as '{address} - {user} …'";
    if (written.isEmpty()) {
      if (!log.has(FORMAT)) {
        log.problem("", "it does not say how the log is written", "add " + FORMAT + ": " + remedy);
      }
      return Optional.empty();
    }
    if (!written.get().contains("{")) {
      Optional<LineFormat> named = LineFormats.named(written.get());
      if (named.isEmpty()) {
        log.problem(FORMAT, "there is no format '" + written.get() + "'", remedy);
      }
      return named;
    }
    try {
      return Optional.of(LineFormats.pattern(written.get()));
    } catch (IllegalArgumentException e) {
      log.problem(FORMAT, "the pattern is wrong: " + e.getMessage(), "see docs/artifacts.md");
      return Optional.empty();
    }
  }

  /** With a slash at both ends. */
  private static String path(Section log) {
    String written = log.text(PATH).orElse("/");
    if (!written.startsWith("/")) {
      log.problem(PATH, "'" + written + "' does not begin with a slash", "write /releases/");
    }
    return written.endsWith("/") ? written : written + "/";
  }
}
