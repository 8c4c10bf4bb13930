package io.repohook.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.repohook.channel.http.HttpClients;
import io.repohook.event.EventType;
import io.repohook.spool.Spool;
import io.repohook.spool.WantedEvents;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WantedFileTest {
  private static final Set<EventType> DELETED = Set.of(EventType.ARTIFACT_DELETED);
  private static final Set<EventType> DOWNLOADED = Set.of(EventType.ARTIFACT_DOWNLOADED);

  @TempDir Path folder;

  @Test
  void whatCouldNotBeWrittenIsTriedAgain() throws Exception {
    Path spool = folder.resolve("spool");
    WantedFile file;
    try (HttpClients http = new HttpClients(1, InstantSource.system())) {
      Configuration configuration = configuration(http);
      file = new WantedFile(spool, () -> configuration);
    }

    file.keep();
    assertThat(WantedEvents.in(spool).any("releases", DOWNLOADED)).isTrue();
    Spool.create(spool);
    file.keep();

    assertThat(WantedEvents.in(spool).any("releases", DOWNLOADED)).isFalse();
    assertThat(WantedEvents.in(spool).any("releases", DELETED)).isTrue();
  }

  private Configuration configuration(HttpClients http) throws Exception {
    Path config = folder.resolve("config");
    Files.createDirectories(config.resolve("repositories"));
    Files.writeString(
        config.resolve("repohook.yaml"),
        "spool: %s\nstore: sqlite:%s\n"
            .formatted(folder.resolve("spool"), folder.resolve("store.db")));
    Files.writeString(
        config.resolve("repositories/releases.yaml"),
        """
        artifacts: {servlet_filter: true}
        subscriptions:
          audit: {webhook: "http://127.0.0.1:1/", events: [artifact.deleted]}
        """);
    Configuration read = Configuration.read(config, Map.of(), http, InstantSource.system());
    assertThat(read.problems().errors()).isEmpty();
    return read;
  }
}
