package io.repohook.acceptance;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.repohook.acceptance.servers.HttpdRepository;
import io.repohook.acceptance.servers.Maven;
import io.repohook.acceptance.servers.MavenProject;
import io.repohook.acceptance.servers.NginxRepository;
import io.repohook.acceptance.servers.Page;
import io.repohook.acceptance.servers.Script;
import io.repohook.acceptance.servers.WebRepository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Real Mavens deploy to real servers, and each deploy is told once, with all its files. */
@Tag(Machine.TAG)
class MavenDeployIT {
  @TempDir Path folder;
  private RecordingReceiver receiver;
  private Installation repohook;
  private Path rocket;
  private Path snapshot;
  private Path fleet;

  @BeforeEach
  void begin() throws IOException {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    receiver = RecordingReceiver.open();
    repohook = Installation.in(folder.resolve("repohook"));
    rocket = MavenProject.single(folder.resolve("rocket"), "rocket", "1.0");
    snapshot = MavenProject.single(folder.resolve("snapshot"), "rocket", "2.0-SNAPSHOT");
    fleet =
        MavenProject.ofModules(
            folder.resolve("fleet"), "fleet", "3.0", List.of("engine", "tank", "ship"));
  }

  @AfterEach
  void end() {
    receiver.close();
    repohook.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"3.8.7", "3.9.11", "4.0.0-rc-4"})
  void whatMavenDeploysToNginxIsToldOnce(String version) {
    Page document = Machine.document("servers/nginx-repository.md");
    try (WebRepository server = NginxRepository.start(folder.resolve("nginx"), document)) {
      subscribe(server, document, "releases", "open");
      Maven maven = Maven.of(version, folder);

      maven.deploy(rocket, "account", server.url("releases"), "");
      maven.deploy(snapshot, "account", server.url("releases"), "");
      maven.deploy(fleet, "account", server.url("releases"), "-T2 -DdeployAtEnd=true");
      maven.deploy(rocket, "nobody", server.url("open"), "");
      maven.deploy(snapshot, "nobody", server.url("open"), "");
      maven.deploy(fleet, "nobody", server.url("open"), "-T2 -DdeployAtEnd=true");

      Map<String, List<Arrival>> told =
          Stream.generate(receiver::take).limit(12).collect(groupingBy(Arrival::repository));
      String consumers = version.startsWith("4") ? "-build.pom " : "";
      for (String repository : List.of("releases", "open")) {
        List<Arrival> deploys = told.getOrDefault(repository, List.of());
        assertThat(deploys.stream().map(MavenDeployIT::say))
            .containsExactlyInAnyOrder(
                "rocket:1.0 " + consumers + "-javadoc.jar -sources.jar .jar .pom",
                "rocket:2.0-SNAPSHOT " + consumers + "-javadoc.jar -sources.jar .jar .pom",
                "fleet:3.0 " + consumers + ".pom",
                "engine:3.0 " + consumers + ".jar .pom",
                "tank:3.0 " + consumers + ".jar .pom",
                "ship:3.0 " + consumers + ".jar .pom");
        assertThat(deploys)
            .allSatisfy(each -> isAsOnTheDisk(each, server.files(repository)))
            .extracting(Arrival::actor)
            .containsOnly(
                (repository.equals("open") ? "" : WebRepository.USER) + " from 127.0.0.1");
      }
      nothingElseIsTold(told.values().stream().flatMap(List::stream).toList());
    }
  }

  /** httpd makes no folders: Maven 3.9 does so if it is told to, or somebody does beforehand. */
  @ParameterizedTest
  @ValueSource(strings = {"3.8.7", "3.9.11", "4.0.0-rc-4"})
  void whatMavenDeploysToHttpdIsToldOnce(String version) {
    Page document = Machine.document("servers/httpd-repository.md");
    try (WebRepository server = HttpdRepository.start(folder.resolve("httpd"), document)) {
      subscribe(server, document, "releases");
      boolean makesFolders = version.startsWith("3.9");
      if (!makesFolders) {
        Path folders = server.files("releases").resolve("com/example/rocket/1.0");
        Script.run(
            "mkdir -p %s && chown -R www-data %s".formatted(folders, server.files("releases")));
      }

      Maven.of(version, folder)
          .deploy(
              rocket,
              "account",
              server.url("releases"),
              makesFolders ? document.section("Clients").commands() : "");

      Arrival told = receiver.take();
      String consumers = version.startsWith("4") ? "-build.pom " : "";
      assertThat(say(told))
          .isEqualTo("rocket:1.0 " + consumers + "-javadoc.jar -sources.jar .jar .pom");
      isAsOnTheDisk(told, server.files("releases"));
      nothingElseIsTold(List.of(told));
    }
  }

  private void subscribe(WebRepository server, Page document, String... repositories) {
    for (String each : repositories) {
      repohook.repositoryFile(
          each,
          server.artifacts(document, each)
              + "subscriptions: {people: {webhook: \"%s\"}}\n".formatted(receiver.url()));
    }
    repohook.run("drain").exits(0); // From here on every line is news.
    repohook.serve();
  }

  /** What was deployed, and how its files' names end, sorted. */
  private static String say(Arrival arrival) {
    JsonNode named = arrival.data().path("coordinates");
    String artifact = named.path("artifact").asString();
    String version = named.path("version").asString();
    return files(arrival)
        .map(each -> each.path("path").asString())
        .map(path -> path.replaceFirst(".*/" + artifact + "-[0-9][^A-Za-z]*(?=[-.][a-z])", ""))
        .sorted()
        .collect(joining(" ", artifact + ":" + version + " ", ""));
  }

  private static Stream<JsonNode> files(Arrival arrival) {
    return arrival.data().path("files").valueStream();
  }

  private static void isAsOnTheDisk(Arrival arrival, Path files) {
    assertThat(arrival.type()).isEqualTo("artifact.deployed");
    assertThat(arrival.data().path("complete").asBoolean()).isTrue();
    TreeMap<String, Long> sizes = new TreeMap<>();
    TreeMap<String, Long> onDisk = new TreeMap<>();
    files(arrival)
        .forEach(
            each -> {
              String path = each.path("path").asString();
              sizes.put(path, each.path("size").asLong());
              onDisk.put(path, size(files.resolve(path)));
            });
    assertThat(sizes).isEqualTo(onDisk);
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Besides the deploys, history has one event for each of their files. */
  private void nothingElseIsTold(List<Arrival> deploys) {
    List<String> expected =
        Stream.concat(
                deploys.stream().map(each -> "artifact.deployed"),
                deploys.stream()
                    .flatMap(MavenDeployIT::files)
                    .map(each -> "artifact.uploaded " + each.path("path").asString()))
            .toList();
    assertThat(
            repohook.list("events", "--limit", "1000").stream()
                .map(
                    each -> {
                      String type = each.path("type").asString();
                      return type.equals("artifact.deployed")
                          ? type
                          : type + " " + each.path("subject").asString();
                    }))
        .containsExactlyInAnyOrderElementsOf(expected);
    assertThat(receiver.all()).hasSameSizeAs(deploys);
  }
}
