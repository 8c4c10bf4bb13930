package io.repohook.artifact;

import io.repohook.artifact.deploy.Patience;
import io.repohook.artifact.layout.Layout;
import io.repohook.artifact.log.Interest;
import io.repohook.artifact.log.LineFormat;
import io.repohook.artifact.log.LineFormats;
import io.repohook.config.ConfigTree;
import io.repohook.config.Listen;
import io.repohook.config.NearestWord;
import io.repohook.config.Place;
import io.repohook.config.Section;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads what the configuration says of artifact repositories: {@code artifacts}. */
public final class ArtifactReader {
  private static final String ARTIFACTS = "artifacts";
  private static final String ACCESS_LOG = "access_log";
  private static final String SERVLET_FILTER = "servlet_filter";
  private static final String EMBEDDED = "embedded";
  private static final List<String> WAYS = List.of(ACCESS_LOG, SERVLET_FILTER, EMBEDDED);
  private static final String FOLDER = "folder";
  private static final String LISTEN = "listen";
  private static final String IDLE = "idle";

  private static final Duration SHORTEST_IDLE = Duration.ofSeconds(1);
  private static final Duration LONGEST_IDLE = Duration.ofDays(1);

  /** Beside the service's own. */
  private static final Listen EMBEDDED_LISTEN = new Listen("127.0.0.1", 8471);

  private static final String FILE = "file";
  private static final String FORMAT = "format";
  private static final String PATH = "path";

  private ArtifactReader() {}

  /** By repository, in order; what is wrong is then among the tree's problems, and not here. */
  public static Map<String, ArtifactSettings> read(ConfigTree tree) {
    Map<String, ArtifactSettings> settings = new LinkedHashMap<>();
    Map<Listen, String> taken = new HashMap<>();
    for (String name : tree.repositories()) {
      Section repository = tree.repository(name);
      if (repository.has(ARTIFACTS)) {
        repository
            .section(ARTIFACTS)
            .flatMap(section -> settings(section, name, taken))
            .ifPresent(each -> settings.put(name, each));
        if (repository.has("git")) {
          repository.problem(
              ARTIFACTS, "it is a git repository already", "give each a file of its own");
        }
      }
    }
    return settings;
  }

  /**
   * @param taken who listens where
   */
  private static Optional<ArtifactSettings> settings(
      Section section, String name, Map<Listen, String> taken) {
    Layout layout =
        section
            .oneOf("layout", Map.of("maven", Layout.MAVEN, "raw", Layout.RAW))
            .orElse(Layout.MAVEN);
    Patience patience = new Patience(Patience.SETTLE, idle(section).orElse(Patience.IDLE));
    Optional<ArtifactSettings.Heard> heard = heard(section, name, taken);
    section.finish();
    return section.sound()
        ? heard.map(each -> new ArtifactSettings(layout, patience, each))
        : Optional.empty();
  }

  private static Optional<Duration> idle(Section section) {
    Optional<Duration> idle = section.duration(IDLE);
    if (idle.isPresent()
        && (idle.get().compareTo(SHORTEST_IDLE) < 0 || idle.get().compareTo(LONGEST_IDLE) > 0)) {
      section.problem(IDLE, "out of range", "write a duration from 1s to 1d");
    }
    return idle;
  }

  /** How it is heard: in one way, as what two of them tell would be told twice. */
  private static Optional<ArtifactSettings.Heard> heard(
      Section section, String name, Map<Listen, String> taken) {
    List<String> ways = WAYS.stream().filter(section::has).toList();
    Optional<ArtifactSettings.Heard> log =
        section.section(ACCESS_LOG).flatMap(ArtifactReader::accessLog);
    Optional<ArtifactSettings.Heard> embedded =
        section.section(EMBEDDED).flatMap(each -> embedded(each, name, taken));
    Optional<Boolean> written = section.flag(SERVLET_FILTER);
    boolean filter = written.orElse(false);
    if (ways.isEmpty()) {
      section.problem(
          "",
          "nothing tells what happens in it",
          "add access_log: {file, format, path}, or servlet_filter: true");
    } else if (ways.size() > 1) {
      section.problem(
          ways.get(1), "what happens would be told twice, by " + ways.get(0) + " too", "keep one");
    } else if (written.isPresent() && !filter) {
      section.problem(SERVLET_FILTER, "nothing else tells what happens in it", "write true");
    }
    return filter
        ? Optional.of(new ArtifactSettings.ServletFilter(section.place(SERVLET_FILTER)))
        : log.or(() -> embedded);
  }

  private static Optional<ArtifactSettings.Heard> embedded(
      Section embedded, String name, Map<Listen, String> taken) {
    Optional<Path> folder = path(embedded, FOLDER, "the folder's path");
    Optional<Listen> listen =
        embedded.has(LISTEN)
            ? embedded.text(LISTEN).flatMap(written -> listen(embedded, written))
            : Optional.of(EMBEDDED_LISTEN);
    listen.ifPresent(where -> listens(embedded, where, name, taken));
    embedded.finish();
    return folder.flatMap(where -> listen.map(each -> new ArtifactSettings.Embedded(where, each)));
  }

  private static Optional<Listen> listen(Section embedded, String written) {
    Optional<Listen> listen = Listen.parse(written);
    if (listen.isEmpty()) {
      embedded.problem(LISTEN, "it is no host and port", "write it as " + EMBEDDED_LISTEN);
    }
    return listen;
  }

  private static void listens(
      Section embedded, Listen where, String name, Map<Listen, String> taken) {
    if (!where.isLoopback()) {
      embedded.warning(
          LISTEN,
          "it asks for no password: whoever reaches it may upload and delete",
          "write " + EMBEDDED_LISTEN);
    }
    String other = where.port() == 0 ? null : taken.putIfAbsent(where, name);
    if (other != null) {
      embedded.problem(
          LISTEN,
          where + " is where " + other + " listens",
          "give each a port of its own, such as listen: 127.0.0.1:" + (where.port() % 65_535 + 1));
    }
  }

  private static Optional<ArtifactSettings.Heard> accessLog(Section log) {
    Optional<Path> file = path(log, FILE, "the log's path");
    Optional<LineFormat> format = format(log);
    String path = path(log);
    boolean fromBeginning =
        log.oneOf("start", Map.of("beginning", true, "end", false)).orElse(false);
    Place place = log.place(FILE);
    log.finish();
    return file.flatMap(
        where ->
            format.map(
                each -> new ArtifactSettings.AccessLog(where, each, path, fromBeginning, place)));
  }

  private static Optional<Path> path(Section section, String key, String what) {
    Optional<String> written = section.text(key);
    if (written.isEmpty()) {
      if (!section.has(key)) {
        section.problem(
            "", "it names no " + key, "add " + key + ": and " + what + " from the root, /");
      }
      return Optional.empty();
    }
    try {
      Path path = Path.of(written.get());
      if (path.isAbsolute()) {
        return Optional.of(path);
      }
      section.problem(
          key, "'" + written.get() + "' is no absolute path", "write it from the root, /");
    } catch (InvalidPathException e) {
      section.problem(key, "no path: " + e.getReason(), "write its path from the root, /");
    }
    return Optional.empty();
  }

  private static Optional<LineFormat> format(Section log) {
    Optional<String> written = log.text(FORMAT);
    String known =
        "one of " + String.join(", ", LineFormats.names()) + ", or a pattern: docs/artifacts.md";
    if (written.isEmpty()) {
      if (!log.has(FORMAT)) {
        log.problem("", "it does not say how the log is written", "add format: and " + known);
      }
      return Optional.empty();
    }
    if (!written.get().contains("{")) {
      Optional<LineFormat> named = LineFormats.named(written.get());
      if (named.isEmpty()) {
        log.problem(
            FORMAT,
            "there is no format '" + written.get() + "'",
            NearestWord.to(written.get(), LineFormats.names())
                .map(word -> "did you mean '" + word + "'?")
                .orElse("write " + known));
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

  /** As requests are compared with it. */
  private static String path(Section log) {
    String written = log.text(PATH).orElse("/");
    Optional<String> path = Interest.prefix(written);
    if (path.isPresent() && !written.startsWith("/")) {
      log.problem(PATH, "'" + written + "' is a URL", "write its path, " + path.get());
    } else if (!written.startsWith("/")) {
      log.problem(PATH, "'" + written + "' does not begin with a slash", "write /" + written);
    } else if (path.isEmpty()) {
      log.problem(PATH, "no request leads to '" + written + "'", "write it as in a URL");
    }
    return path.orElse("/");
  }
}
