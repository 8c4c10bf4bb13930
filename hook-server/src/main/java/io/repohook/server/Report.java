package io.repohook.server;

import io.repohook.config.Problem;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * How a running server is: what {@code status} shows, and {@code /health} in short.
 *
 * @param startedAt when it began
 * @param lookedAt when it last looked into the spool; one that stops looking is not healthy
 * @param listening where it answers, such as {@code http://127.0.0.1:8470}
 * @param spooled how many files waited at the last look
 * @param held repositories whose files wait for something, and for what
 * @param rejected what is wrong with the configuration files as they are now
 */
public record Report(
    String version,
    Instant startedAt,
    Instant lookedAt,
    String listening,
    int spooled,
    Map<String, String> held,
    List<String> rejected) {

  /** The same of a server that answers there. */
  Report listeningOn(String address) {
    return new Report(version, startedAt, lookedAt, address, spooled, held, rejected);
  }

  /** What anybody may know who can reach {@code /health}: no paths, and nothing of the files. */
  Map<String, Object> summary() {
    return Map.of(
        "version", version,
        "startedAt", startedAt,
        "lookedAt", lookedAt,
        "listening", listening,
        "spooled", spooled,
        "held", held.size(),
        "rejected", rejected.size());
  }

  static List<String> lines(List<Problem> problems) {
    return problems.stream().map(Problem::toString).toList();
  }
}
