package io.repohook.acceptance;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.repohook.acceptance.servers.BuildingMaven;
import io.repohook.acceptance.servers.MavenProject;
import io.repohook.acceptance.servers.Script;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What a real Maven deploys of several modules is one message where a subscription asks for it. */
class DeployedBuildIT {
  private static final Pattern URL = Pattern.compile("at (http://127\\.0\\.0\\.1:[0-9]+/)");
  private static final List<String> MODULES = List.of("engine", "tank", "ship");

  @TempDir Path folder;
  private RecordingReceiver people;
  private Installation repohook;

  @BeforeEach
  void begin() {
    people = RecordingReceiver.open();
    repohook = Installation.in(folder.resolve("repohook"));
  }

  @AfterEach
  void end() {
    people.close();
    repohook.close();
  }

  @Test
  void allModulesOfABuildAreOneMessage() {
    String url = embedded("5m", "15s");

    Script.Ended maven = new BuildingMaven(folder, "ci").deploy(project("fleet", MODULES), url);
    assertThat(maven.status()).as(maven.said()).isZero();

    Arrival told = people.take();
    JsonNode build = told.event().path("build");
    assertThat(build.path("group").asString()).isEqualTo("com.example");
    assertThat(build.path("version").asString()).isEqualTo("3.0");
    assertThat(build.path("modules").asInt()).isEqualTo(4);
    assertThat(build.path("complete").asBoolean()).isTrue();
    assertThat(build.at("/actor/address").asString()).isEqualTo("127.0.0.1");
    assertThat(modules(told)).containsExactly("engine 2 +", "fleet 1 +", "ship 2 +", "tank 2 +");
    assertThat(build.path("size").asLong()).isEqualTo(sizeOnDisk());
    assertThat(deploysInHistory()).hasSize(4);
    assertThat(people.all()).hasSize(1);
  }

  @Test
  void aBuildWhoseLastModuleFailsSaysSo() throws IOException {
    String url = embedded("25s", "10s");
    // Where a file is to be there is a folder, so the server refuses it.
    Files.createDirectories(folder.resolve("files/com/example/ship/3.0/ship-3.0.jar"));

    Script.Ended maven = new BuildingMaven(folder, "ci").deploy(project("fleet", MODULES), url);
    assertThat(maven.status()).as(maven.said()).isNotZero();
    assertThat(maven.said()).contains("BUILD FAILURE");

    Arrival told = people.take();
    JsonNode build = told.event().path("build");
    assertThat(build.path("complete").asBoolean()).isFalse();
    assertThat(build.path("incomplete").asInt()).isEqualTo(1);
    assertThat(modules(told)).containsExactly("engine 2 +", "fleet 1 +", "ship 1 -", "tank 2 +");
    assertThat(deploysInHistory()).hasSize(4);
    assertThat(people.all()).hasSize(1);
  }

  @Test
  void buildsOfTwoAccountsAtOnceAreTwoMessages() throws Exception {
    AccessLog log = new AccessLog(Files.createFile(folder.resolve("access.log")));
    repohook.repositoryFile(
        "releases",
        "artifacts:\n  access_log: {file: %s, format: combined, path: /releases/}\n"
                .formatted(log.file())
            + subscription("15s"));
    repohook.run("drain").exits(0); // From here on every line is news.
    repohook.serve();
    ExecutorService builders = Executors.newCachedThreadPool();
    try (LoggedRepository server = new LoggedRepository(log)) {
      List<Future<Script.Ended>> builds = new ArrayList<>();
      for (String account : List.of("alice", "bob")) {
        Path project = project(account + "s", List.of(account + "1", account + "2"));
        BuildingMaven maven = new BuildingMaven(folder, account);
        builds.add(builders.submit(() -> maven.deploy(project, server.url())));
      }
      for (Future<Script.Ended> each : builds) {
        assertThat(each.get().status()).as(each.get().said()).isZero();
      }

      Map<String, List<String>> told = new TreeMap<>();
      for (int i = 0; i < 2; i++) {
        Arrival each = people.take();
        told.put(each.event().at("/build/actor/name").asString(), modules(each));
      }
      assertThat(told)
          .isEqualTo(
              Map.of(
                  "alice", List.of("alice1 2 +", "alice2 2 +", "alices 1 +"),
                  "bob", List.of("bob1 2 +", "bob2 2 +", "bobs 1 +")));
      assertThat(deploysInHistory()).hasSize(6);
    } finally {
      builders.shutdownNow();
    }
  }

  /** Begins to serve a repository; where it is. */
  private String embedded(String idle, String silence) {
    repohook.repositoryFile(
        "releases",
        """
        artifacts:
          idle: %s
          embedded: {folder: %s, listen: 127.0.0.1:0}
        """
                .formatted(idle, folder.resolve("files"))
            + subscription(silence));
    RunningProgram serve = repohook.start("serve");
    Matcher url = URL.matcher(serve.await("the repository", each -> URL.matcher(each).find()));
    assertThat(url.find()).isTrue();
    Server.await(serve);
    return url.group(1);
  }

  private String subscription(String silence) {
    return """
        subscriptions:
          people:
            webhook: "%s"
            events: [artifact.deployed]
            group: build
            digest: %s
        """
        .formatted(people.url(), silence);
  }

  private Path project(String name, List<String> modules) {
    return MavenProject.ofModules(folder.resolve(name), "com.example", name, "3.0", modules);
  }

  /** What was deployed, how many files of it, and whether all of it, sorted. */
  private static List<String> modules(Arrival told) {
    return told.event()
        .at("/build/listed")
        .valueStream()
        .map(
            each ->
                each.at("/coordinates/artifact").asString()
                    + " "
                    + each.path("files").asInt()
                    + (each.path("complete").asBoolean() ? " +" : " -"))
        .sorted()
        .toList();
  }

  private List<String> deploysInHistory() {
    return repohook.list("events", "--limit", "1000").stream()
        .filter(each -> each.path("type").asString().equals("artifact.deployed"))
        .map(each -> each.path("subject").asString())
        .toList();
  }

  private long sizeOnDisk() {
    String names = MODULES.stream().collect(joining("|", "(", "|fleet)"));
    return Script.in(folder.resolve("files"))
        .succeeds(
            "find . -type f | grep -E '/%s-3.0.(jar|pom)$' | xargs cat | wc -c".formatted(names))
        .lines()
        .mapToLong(line -> Long.parseLong(line.strip()))
        .sum();
  }
}
