package io.repohook.server;

import io.repohook.artifact.ArtifactSettings;
import io.repohook.artifact.embedded.EmbeddedRepository;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The artifact repositories that the server itself serves, as they were configured when it started.
 * Whoever opened them closes them.
 */
final class EmbeddedRepositories implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(EmbeddedRepositories.class);

  private final Closing closing = new Closing();
  private final Map<String, URI> urls = new TreeMap<>();

  private EmbeddedRepositories() {}

  /**
   * Begins to serve them.
   *
   * @throws IOException when one cannot be served; the message says which, and why
   */
  static EmbeddedRepositories open(Configuration configuration) throws IOException {
    EmbeddedRepositories opened = new EmbeddedRepositories();
    try {
      for (Map.Entry<String, ArtifactSettings> each : configuration.artifacts().entrySet()) {
        if (each.getValue().heard() instanceof ArtifactSettings.Embedded embedded) {
          opened.open(each.getKey(), embedded, configuration);
        }
      }
      return opened;
    } catch (IOException | RuntimeException e) {
      opened.close();
      throw e;
    }
  }

  private void open(String name, ArtifactSettings.Embedded embedded, Configuration configuration)
      throws IOException {
    EmbeddedRepository repository =
        closing.add(
            EmbeddedRepository.open(
                name,
                embedded.folder(),
                embedded.listen().host(),
                embedded.listen().port(),
                configuration.server().spool()));
    urls.put(name, repository.url());
    log.info("the repository {}, of {}, is at {}", name, embedded.folder(), repository.url());
  }

  /** Where each is served, by its name. */
  Map<String, URI> urls() {
    return Map.copyOf(urls);
  }

  @Override
  public void close() {
    closing.close();
  }
}
