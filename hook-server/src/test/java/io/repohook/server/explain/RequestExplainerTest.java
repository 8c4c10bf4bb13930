package io.repohook.server.explain;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.repohook.artifact.ImaginedRequest;
import io.repohook.channel.http.HttpClients;
import io.repohook.outbox.Delivery;
import io.repohook.outbox.Gathered;
import io.repohook.outbox.Query;
import io.repohook.outbox.Store;
import io.repohook.route.Decision;
import io.repohook.server.Flow;
import io.repohook.server.LiveConfiguration;
import io.repohook.server.Stores;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests in a server's log: what is explained of one is what is sent of it. */
class RequestExplainerTest {
  /** When the log was written: long enough ago that a deploy has come to its end. */
  private static final Instant HAPPENED = Instant.parse("2026-11-22T01:33:24Z");

  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-11-22T10:00:00Z"));

  private static final String EACH = "events: ['artifact.*'], digest: off";

  /** Each a subscription, named by its number. */
  private static final List<String> SUBSCRIPTIONS =
      List.of(
          "",
          EACH,
          "events: [artifact.downloaded]",
          "events: ['artifact.*'], digest: 1h",
          EACH + ", paths: ['com/**']",
          EACH + ", paths: ['!**/*.pom']",
          EACH + ", coordinates: ['com.example:*']",
          EACH + ", coordinates: ['!*:*-SNAPSHOT']",
          EACH + ", pushers: [ci]",
          EACH + ", enabled: false",
          EACH + ", format: cloudrepo",
          "events: [git.push]");

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "UPLOAD,   PUT,    201, com/example/rocket/1.0/rocket-1.0.jar",
    "UPLOAD,   PUT,    201, com/example/rocket/1.0/rocket-1.0.pom",
    "UPLOAD,   PUT,    201, com/example/rocket/1.0/rocket-1.0.jar.sha1",
    "UPLOAD,   PUT,    201, org/other/2-SNAPSHOT/other-2-SNAPSHOT.jar",
    "UPLOAD,   PUT,    201, org/other/maven-metadata.xml",
    "UPLOAD,   PUT,    201, tools/setup.sh",
    "DOWNLOAD, GET,    200, com/example/rocket/1.0/rocket-1.0.jar",
    "DOWNLOAD, GET,    200, org/other/2-SNAPSHOT/other-2-SNAPSHOT.jar",
    "DOWNLOAD, GET,    200, tools/setup.sh",
    "DOWNLOAD, GET,    200, tools/",
    "DELETE,   DELETE, 204, com/example/rocket/1.0/rocket-1.0.jar",
    "DELETE,   DELETE, 204, com/example/rocket/1.0/",
    "DELETE,   DELETE, 204, com/example/rocket/",
    "DELETE,   DELETE, 204, com/example/rocket/1.0/rocket-1.0.jar.md5",
    "DELETE,   DELETE, 204, org/other/2-SNAPSHOT/",
  })
  void whatIsExplainedIsWhatIsSent(
      ImaginedRequest.Kind kind, String method, int status, String path) throws Exception {
    for (String user : List.of("ci", "ann")) {
      Path here = Files.createDirectory(folder.resolve(user));
      Path log = here.resolve("access.log");
      Path config = configure(here, log);
      Files.writeString(
          log,
          "192.0.2.7 - %s [22/Nov/2026:01:33:24 +0000] \"%s /r/%s HTTP/1.1\" %d 25 \"-\" \"Maven\"\n"
              .formatted(user, method, path, status),
          UTF_8);
      try (HttpClients http = new HttpClients(1, CLOCK)) {
        LiveConfiguration live = LiveConfiguration.open(config, Map.of(), http, CLOCK);
        List<Explained> explained =
            new Explainer(live.current(), CLOCK)
                .request(
                    live.routes().names().named("releases").orElseThrow(),
                    new ImaginedRequest(kind, path, user, "192.0.2.7"));
        assertThat(wanted(explained)).isEqualTo(sent(live));
        for (Explained each : explained) {
          assertThat(each.decisions()).hasSameSizeAs(SUBSCRIPTIONS);
          assertThat(each.event().timestamp()).isAfter(HAPPENED);
        }
      }
    }
  }

  private static Set<String> wanted(List<Explained> explained) {
    Set<String> wanted = new TreeSet<>();
    for (Explained each : explained) {
      for (Decision decision : each.decisions()) {
        if (decision.wanted()) {
          wanted.add(decision.subscription().key().alias() + " " + each.event().type().wireName());
        }
      }
    }
    return wanted;
  }

  /** Also what waits in a digest. */
  private static Set<String> sent(LiveConfiguration live) throws Exception {
    Set<String> sent = new TreeSet<>();
    try (Store store = Stores.open(live.server().store())) {
      try (Flow flow = Flow.open(live, store, CLOCK, each -> {})) {
        flow.feeds().look();
        flow.feeds().await();
        assertThat(flow.feeds().trouble()).isEmpty();
      }
      for (Delivery each : store.history().deliveries(Query.all(99))) {
        sent.add(each.subscription().alias() + " " + each.eventType());
      }
      for (Gathered each : store.digests().open()) {
        store
            .digests()
            .read(each)
            .counts()
            .keySet()
            .forEach(type -> sent.add(each.subscription().alias() + " " + type));
      }
    }
    return sent;
  }

  private static Path configure(Path folder, Path log) throws Exception {
    Path config = Files.createDirectories(folder.resolve("config"));
    Files.createDirectories(config.resolve("repositories"));
    Files.writeString(
        config.resolve("repohook.yaml"), "spool: ../spool\nstore: sqlite:../test.db\n");
    StringBuilder yaml =
        new StringBuilder(
            "artifacts:\n  access_log: {file: %s, format: combined, path: /r/, start: beginning}\n"
                .formatted(log));
    yaml.append("subscriptions:\n");
    for (int i = 0; i < SUBSCRIPTIONS.size(); i++) {
      String lines = SUBSCRIPTIONS.get(i);
      yaml.append(
          "  s%02d: {webhook: 'https://127.0.0.1:9/'%s}\n"
              .formatted(i, lines.isEmpty() ? "" : ", " + lines));
    }
    Files.writeString(config.resolve("repositories/releases.yaml"), yaml);
    return config;
  }
}
