package io.repohook.server;

import static java.util.stream.Collectors.toUnmodifiableMap;

import io.repohook.artifact.ArtifactSettings;
import io.repohook.artifact.ArtifactSettings.Embedded;
import io.repohook.artifact.embedded.EmbeddedRepository;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The artifact repositories that the server itself serves, as they are configured by now. Whoever
 * opened them closes them. Confined to one thread.
 */
final class EmbeddedRepositories implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(EmbeddedRepositories.class);

  private final Path spool;
  private final Map<String, Served> served = new TreeMap<>();
  private final Map<String, String> trouble = new TreeMap<>();

  private record Served(Embedded settings, EmbeddedRepository repository) {}

  private EmbeddedRepositories(Path spool) {
    this.spool = spool;
  }

  /**
   * Begins to serve them.
   *
   * @param spool where their filters write to
   * @throws IOException when one cannot be served; the message says which, and why
   */
  static EmbeddedRepositories open(Path spool, Configuration configuration) throws IOException {
    EmbeddedRepositories opened = new EmbeddedRepositories(spool);
    try {
      for (Map.Entry<String, Embedded> each : configured(configuration).entrySet()) {
        opened.serve(each.getKey(), each.getValue());
      }
      return opened;
    } catch (IOException | RuntimeException e) {
      opened.close();
      throw e;
    }
  }

  /**
   * Serves what is configured by now: what has another folder or address is closed and served anew.
   * What cannot be served is logged once, is among {@link #trouble}, and is tried again each time.
   */
  void follow(Configuration configuration) {
    Map<String, Embedded> wanted = configured(configuration);
    for (String name : new HashSet<>(served.keySet())) {
      Served now = served.get(name);
      if (now != null && !now.settings().equals(wanted.get(name))) {
        now.repository().close();
        served.remove(name);
        log.info("the repository {} is no longer at {}", name, now.repository().url());
      }
    }
    trouble.keySet().retainAll(wanted.keySet());
    wanted.forEach(
        (name, settings) -> {
          if (!served.containsKey(name)) {
            try {
              serve(name, settings);
              trouble.remove(name);
            } catch (IOException e) {
              String reason = String.valueOf(e.getMessage());
              if (!reason.equals(trouble.put(name, reason))) {
                log.error("{}; trying again", reason);
              }
            }
          }
        });
  }

  private static Map<String, Embedded> configured(Configuration configuration) {
    Map<String, Embedded> configured = new TreeMap<>();
    for (Map.Entry<String, ArtifactSettings> each : configuration.artifacts().entrySet()) {
      if (each.getValue().heard() instanceof Embedded embedded) {
        configured.put(each.getKey(), embedded);
      }
    }
    return configured;
  }

  private void serve(String name, Embedded settings) throws IOException {
    EmbeddedRepository repository =
        EmbeddedRepository.open(
            name, settings.folder(), settings.listen().host(), settings.listen().port(), spool);
    served.put(name, new Served(settings, repository));
    log.info("the repository {}, of {}, is at {}", name, settings.folder(), repository.url());
  }

  /** Where each is served, by its name. */
  Map<String, URI> urls() {
    return served.entrySet().stream()
        .collect(toUnmodifiableMap(Map.Entry::getKey, each -> each.getValue().repository().url()));
  }

  /** Those that cannot be served, and why. */
  Map<String, String> trouble() {
    return Map.copyOf(trouble);
  }

  @Override
  public void close() {
    served.values().forEach(each -> each.repository().close());
    served.clear();
  }
}
