package io.repohook.server.check;

import io.repohook.artifact.ArtifactSettings;
import io.repohook.artifact.ArtifactSettings.AccessLog;
import io.repohook.artifact.LogLook;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The access logs of artifact repositories: whether they can be read, and whose lines are whose.
 */
final class LogsCheck {
  private final Map<String, AccessLog> logs = new TreeMap<>();
  private final Findings findings;

  /**
   * @param artifacts by repository
   */
  LogsCheck(Map<String, ArtifactSettings> artifacts, Findings findings) {
    artifacts.forEach(
        (name, each) -> {
          if (each.heard() instanceof AccessLog log) {
            logs.put(name, log);
          }
        });
    this.findings = findings;
  }

  void run() {
    logs.values().forEach(this::look);
    Map<Part, String> parts = new HashMap<>();
    logs.forEach(
        (name, log) -> same(log, parts.putIfAbsent(new Part(log.file(), log.path()), name)));
    logs.values().forEach(log -> above(log, parts));
  }

  /** A part of what a log tells. */
  private record Part(Path file, String path) {}

  private void look(AccessLog log) {
    LogLook.problem(log)
        .ifPresent(
            trouble ->
                findings.warn(
                    log.place(), "artifacts.access_log.file", trouble.wrong(), trouble.remedy()));
  }

  private void same(AccessLog log, @Nullable String other) {
    if (other != null) {
      twice(log, other);
    }
  }

  private void above(AccessLog log, Map<Part, String> parts) {
    String path = log.path();
    while (path.length() > 1) {
      path = path.substring(0, path.lastIndexOf('/', path.length() - 2) + 1);
      String other = parts.get(new Part(log.file(), path));
      if (other != null) {
        twice(log, other);
        return;
      }
    }
  }

  private void twice(AccessLog log, String other) {
    findings.warn(
        log.place(),
        "artifacts.access_log.path",
        "what happens below %s is told twice: in %s too, by the same log"
            .formatted(log.path(), other),
        "give each repository a part of the server that is its own");
  }
}
