package io.repohook.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Downloads are counted, and each is counted once. */
class DownloadsIT {
  private static final String ROCKET = "com/example/rocket/1.0/rocket-1.0.jar";

  @TempDir Path folder;
  private Installation repohook;
  private RecordingReceiver receiver;
  private AccessLog log;

  @BeforeEach
  void begin() {
    receiver = RecordingReceiver.open();
    log = new AccessLog(folder.resolve("access.log"));
    repohook =
        Installation.in(folder)
            .repositoryFile(
                "releases",
                """
                artifacts:
                  access_log: {file: %s, format: combined, path: /releases/}
                subscriptions:
                  audit:
                    webhook: "%s"
                    events: [artifact.downloaded]
                    paths: ["!*.txt"]
                    digest: 2s
                """
                    .formatted(log.file(), receiver.url()));
  }

  @AfterEach
  void end() {
    receiver.close();
    repohook.close();
  }

  @Test
  void eachIsCountedOnceWhenTheServerIsKilledWhileTheLogIsWrittenAndRotated() {
    repohook.run("drain").exits(0); // It finds no log yet, so every line is news.
    long jars = 0;
    for (int round = 0; round < 4; round++) {
      RunningProgram serve = repohook.start("serve");
      for (int i = 0; i < 60; i++) {
        log.request("-", "GET", "/releases/" + ROCKET, 200, 2239);
        log.request("-", "GET", "/releases/tools/%d.zip".formatted(i), 200, 7);
        log.request("-", "GET", "/releases/notes.txt", 200, 7);
        log.request("-", "GET", "/releases/" + ROCKET + ".sha1", 200, 40);
        log.request("-", "GET", "/releases/" + ROCKET, 304, 0);
        jars++;
        if (i % 23 == 0) {
          log.rotate();
        }
        receiver.waitAtMost(1L + 12L * round);
      }
      serve.kill();
    }

    repohook.run("drain").exits(0);

    Map<String, JsonNode> digests = new LinkedHashMap<>();
    receiver.all().forEach(each -> digests.put(each.id(), each.event().path("downloads")));
    long ofTheJar =
        listed(digests)
            .filter(each -> each.path("coordinates").path("artifact").asString().equals("rocket"))
            .mapToLong(each -> each.path("downloads").asLong())
            .sum();
    assertThat(ofTheJar).isEqualTo(jars);
    assertThat(digests.values().stream().mapToLong(each -> each.path("total").asLong()).sum())
        .isEqualTo(2 * jars);
    assertThat(listed(digests).map(each -> each.path("addresses").asInt()).distinct().toList())
        .isEqualTo(List.of(1));
    assertThat(repohook.list("events", "--limit", "1000")).hasSameSizeAs(digests.entrySet());
    assertThat(repohook.list("deliveries").get(0).path("event").asString()).isEqualTo("digest");
  }

  private static Stream<JsonNode> listed(Map<String, JsonNode> digests) {
    return digests.values().stream().flatMap(each -> each.path("listed").valueStream());
  }
}
