package io.repohook.server.explain;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;
import static org.assertj.core.api.Assertions.assertThat;

import io.repohook.artifact.AccessLogFeed;
import io.repohook.artifact.ArtifactSettings;
import io.repohook.channel.http.HttpClients;
import io.repohook.event.Repository;
import io.repohook.intake.FeedLoop;
import io.repohook.intake.RepositoryLocks;
import io.repohook.outbox.Query;
import io.repohook.outbox.RecordedEvent;
import io.repohook.outbox.Store;
import io.repohook.route.Decision;
import io.repohook.route.Router;
import io.repohook.server.Configuration;
import io.repohook.server.Stores;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens to files, through access log and feed, and which of many subscriptions is told. */
class ArtifactFilterTest {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

  private static final String ROCKET = "com/example/rocket/1.0/rocket-1.0";
  private static final String SNAPSHOT =
      "com/example/rocket/2.0-SNAPSHOT/rocket-2.0-20261122.013020-1.jar";
  private static final String THING = "org/other/thing/1.0/thing-1.0.jar";

  /** What happens, each with the event that tells of it. */
  private static final Map<String, String> SCENES =
      Map.ofEntries(
          Map.entry("up:jar", "artifact.uploaded " + ROCKET + ".jar"),
          Map.entry("up:sources", "artifact.uploaded " + ROCKET + "-sources.jar"),
          Map.entry("up:pom", "artifact.uploaded " + ROCKET + ".pom"),
          Map.entry("up:snapshot", "artifact.uploaded " + SNAPSHOT),
          Map.entry("up:thing", "artifact.uploaded " + THING),
          Map.entry("up:notes", "artifact.uploaded notes.txt"),
          Map.entry("got:jar", "artifact.downloaded " + ROCKET + ".jar"),
          Map.entry("gone:jar", "artifact.deleted " + ROCKET + ".jar"),
          Map.entry("deployed:rocket", "artifact.deployed com.example:rocket:1.0"),
          Map.entry("deployed:snapshot", "artifact.deployed com.example:rocket:2.0-SNAPSHOT"),
          Map.entry("deployed:thing", "artifact.deployed org.other:thing:1.0"));

  private static final String ROCKETS = "up:jar up:sources up:pom up:snapshot";
  private static final String UPLOADS = ROCKETS + " up:thing up:notes";
  private static final String DEPLOYS = "deployed:rocket deployed:snapshot deployed:thing";

  private static FilterCase of(String lines, String hears) {
    return new FilterCase(lines, hears);
  }

  private static final List<FilterCase> ALL =
      List.of(
          // events
          of("", "gone:jar " + DEPLOYS),
          of("events: [artifact.uploaded]", UPLOADS),
          of("events: ['artifact.*'], digest: off", UPLOADS + " got:jar gone:jar " + DEPLOYS),
          of("events: ['artifact.*', '!artifact.downloaded']", UPLOADS + " gone:jar " + DEPLOYS),
          of("events: ['!artifact.*']", ""),
          of("events: [git.push, job.failed]", ""),
          // paths
          of("events: [artifact.uploaded], paths: ['com/**']", ROCKETS),
          of("events: [artifact.uploaded], paths: ['!com/**']", "up:thing up:notes"),
          of("events: [artifact.uploaded], paths: ['*.txt']", "up:notes"),
          of("events: [artifact.uploaded], paths: ['*.jar']", ""),
          of(
              "events: [artifact.uploaded], paths: ['**/*.jar', '!**/*-sources.jar']",
              "up:jar up:snapshot up:thing"),
          of("events: [artifact.deleted], paths: ['com/example/rocket/1.0/*']", "gone:jar"),
          of("events: [artifact.downloaded], digest: off, paths: ['**/*.jar']", "got:jar"),
          of("events: [artifact.downloaded], digest: off, paths: ['!**/*.jar']", ""),
          of("events: [artifact.deployed], paths: ['**/*-sources.jar']", "deployed:rocket"),
          of("events: [artifact.deployed], paths: ['!**/*.jar']", "deployed:rocket"),
          of("events: [artifact.deployed], paths: ['!**']", ""),
          // coordinates
          of("events: [artifact.uploaded], coordinates: ['com.example:*']", ROCKETS),
          of(
              "events: [artifact.uploaded], coordinates: ['com.example:*', '!*:*-SNAPSHOT']",
              "up:jar up:sources up:pom"),
          of("events: [artifact.uploaded], coordinates: ['!com.example:*']", "up:thing up:notes"),
          of("events: [artifact.uploaded], coordinates: ['*']", ROCKETS + " up:thing"),
          of("events: [artifact.deployed], coordinates: ['*:rocket:1.?']", "deployed:rocket"),
          of("events: [artifact.deployed], coordinates: ['!*:*:1.0']", "deployed:snapshot"),
          of("events: [artifact.deployed], coordinates: [rocket]", ""),
          of("coordinates: ['com.example:rocket:1.0']", "gone:jar deployed:rocket"),
          // pushers are who uploads
          of("events: [artifact.uploaded], pushers: [bob]", "up:thing"),
          of("events: [artifact.deployed], pushers: ['!bob']", "deployed:rocket deployed:snapshot"),
          // several
          of(
              "events: [artifact.uploaded], coordinates: ['*:*:1.0'], paths: ['!**/*.pom']",
              "up:jar up:sources up:thing"),
          // what says nothing of files
          of(
              "branches: [none], tags: [none], authors: [none], statuses: [failed], message: [no]",
              "gone:jar " + DEPLOYS));

  @TempDir Path folder;
  private Instant now = NOON;

  @Test
  void eachSubscriptionIsToldWhatIsMeantAndSoItIsExplained() throws Exception {
    try (HttpClients http = new HttpClients(1, InstantSource.system())) {
      Configuration configuration = configure(http);
      try (Store store = Stores.open(configuration.server().store());
          RepositoryLocks locks = new RepositoryLocks(folder.resolve("locks"));
          FeedLoop feeds = feeds(configuration, store, locks)) {
        play(feeds);
        assertThat(heard(store)).containsExactlyEntriesOf(meant());
        Explainer explainer = new Explainer(configuration, () -> now);
        for (RecordedEvent event : store.history().events(Query.all(100))) {
          assertThat(explained(explainer, event)).isEqualTo(told(store, event));
        }
      }
    }
  }

  private Path log() {
    return folder.resolve("access.log");
  }

  private Configuration configure(HttpClients http) throws Exception {
    Path config = folder.resolve("config");
    Files.createDirectories(config.resolve("repositories"));
    Files.writeString(
        config.resolve("repohook.yaml"), "spool: ../spool\nstore: sqlite:../test.db\n");
    StringBuilder yaml =
        new StringBuilder(
                "artifacts:\n  access_log: {file: %s, format: combined, ".formatted(log()))
            .append("path: /releases/, start: beginning}\nsubscriptions:\n");
    for (int i = 0; i < ALL.size(); i++) {
      String lines = ALL.get(i).lines();
      yaml.append("  %s: {webhook: 'http://127.0.0.1:9/'".formatted(alias(i)))
          .append(lines.isEmpty() ? "" : ", " + lines)
          .append("}\n");
    }
    Files.writeString(config.resolve("repositories/releases.yaml"), yaml);
    Files.createFile(log());
    Configuration configuration = Configuration.read(config, Map.of(), http, () -> now);
    assertThat(configuration.problems().errors()).isEmpty();
    return configuration;
  }

  private static AccessLogFeed feed(String name, ArtifactSettings settings) {
    return new AccessLogFeed(
        Repository.artifact(name), settings, (ArtifactSettings.AccessLog) settings.heard());
  }

  private FeedLoop feeds(Configuration configuration, Store store, RepositoryLocks locks) {
    return new FeedLoop(
        () ->
            configuration.artifacts().entrySet().stream()
                .map(each -> feed(each.getKey(), each.getValue()))
                .toList(),
        store.outbox(),
        new Router(configuration::routes, Set::of),
        locks,
        () -> now,
        () -> {});
  }

  private static String alias(int number) {
    return "c%02d".formatted(number);
  }

  private void play(FeedLoop feeds) throws Exception {
    deploy("ci", ROCKET + ".pom", ROCKET + ".jar", ROCKET + "-sources.jar");
    deploy("ci", SNAPSHOT);
    deploy("bob", THING);
    request("ci", "PUT", "notes.txt", 201);
    request("ann", "GET", ROCKET + ".jar", 200);
    request("ann", "DELETE", ROCKET + ".jar", 204);
    for (int round = 0; round < 2; round++) {
      feeds.look();
      feeds.await();
      now = now.plusSeconds(3600); // Deploys have settled.
    }
    assertThat(feeds.trouble()).isEmpty();
  }

  private void deploy(String user, String... files) throws Exception {
    for (String each : files) {
      request(user, "PUT", each, 201);
    }
    String version = files[0].substring(0, files[0].lastIndexOf('/'));
    if (version.endsWith("-SNAPSHOT")) {
      request(user, "PUT", version + "/maven-metadata.xml", 201);
    }
    String component = version.substring(0, version.lastIndexOf('/'));
    request(user, "PUT", component + "/maven-metadata.xml", 201);
  }

  private void request(String user, String method, String path, int status) throws Exception {
    String line =
        "192.0.2.9 - %s [22/Nov/2026:12:00:00 +0000] \"%s /releases/%s HTTP/1.1\" %d 7 \"-\" \"-\"\n"
            .formatted(user, method, path, status);
    Files.write(log(), line.getBytes(UTF_8), CREATE, APPEND);
  }

  private static Set<String> explained(Explainer explainer, RecordedEvent event) throws Exception {
    Set<String> aliases = new TreeSet<>();
    for (Decision each : explainer.event(event).get(0).decisions()) {
      if (each.wanted()) {
        aliases.add(each.subscription().key().alias());
      }
    }
    return aliases;
  }

  private static Set<String> told(Store store, RecordedEvent event) {
    Set<String> aliases = new TreeSet<>();
    store
        .history()
        .deliveriesOf(event.id())
        .forEach(each -> aliases.add(each.subscription().alias()));
    return aliases;
  }

  private static Map<String, Set<String>> meant() {
    Map<String, Set<String>> meant = new LinkedHashMap<>();
    for (int i = 0; i < ALL.size(); i++) {
      Set<String> events = new TreeSet<>();
      Arrays.stream(ALL.get(i).hears().split(" "))
          .filter(scene -> !scene.isEmpty())
          .forEach(scene -> events.add(SCENES.getOrDefault(scene, scene)));
      meant.put(alias(i) + " " + ALL.get(i).lines(), events);
    }
    return meant;
  }

  private static Map<String, Set<String>> heard(Store store) {
    Map<String, Set<String>> heard = new LinkedHashMap<>();
    meant().keySet().forEach(name -> heard.put(name, new TreeSet<>()));
    for (RecordedEvent event : store.history().events(Query.all(100))) {
      for (String alias : told(store, event)) {
        int number = Integer.parseInt(alias.substring(1));
        heard
            .getOrDefault(alias + " " + ALL.get(number).lines(), Set.of())
            .add(event.type() + " " + event.subject());
      }
    }
    return heard;
  }
}
