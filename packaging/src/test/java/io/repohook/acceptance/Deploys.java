package io.repohook.acceptance;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.repohook.acceptance.servers.Maven;
import io.repohook.acceptance.servers.MavenProject;
import io.repohook.acceptance.servers.Script;
import io.repohook.acceptance.servers.WebRepository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * What a real Maven deploys to a server: a release, a snapshot, and a build of several modules; all
 * of it with the account to {@code releases}, and once more without any to {@code open}. And what a
 * person would say happened.
 */
final class Deploys {
  private static final Map<String, String> VERSIONS =
      Map.of(
          "rocket", "1.0 2.0-SNAPSHOT",
          "fleet", "3.0",
          "engine", "3.0",
          "tank", "3.0",
          "ship", "3.0");
  private static final int MESSAGES = 12;

  /** Maven 3.9 tries again when it gets a 503: at once, so that a test need not wait. */
  private static final String IMPATIENT = "-Daether.connector.http.retryHandler.interval=1";

  private final Maven maven;
  private final boolean consumers;
  private final Path rocket;
  private final Path snapshot;
  private final Path fleet;

  private Deploys(Path folder, String version) {
    maven = Maven.of(version, folder);
    consumers = version.startsWith("4");
    rocket = MavenProject.single(folder.resolve("rocket"), "rocket", "1.0");
    snapshot = MavenProject.single(folder.resolve("snapshot"), "rocket", "2.0-SNAPSHOT");
    fleet =
        MavenProject.ofModules(
            folder.resolve("fleet"), "fleet", "3.0", List.of("engine", "tank", "ship"));
  }

  /**
   * Those of some Maven.
   *
   * @param folder there already; for the projects
   */
  static Deploys of(String version, Path folder) {
    return new Deploys(folder, version);
  }

  /** Makes the folders of all that is deployed, for a server that makes none itself. */
  void makeFolders(WebRepository server) {
    for (String repository : List.of("releases", "open")) {
      Path files = server.files(repository);
      VERSIONS.forEach(
          (artifact, versions) -> {
            for (String each : versions.split(" ")) {
              Script.run("mkdir -p %s/com/example/%s/%s".formatted(files, artifact, each));
            }
          });
      Script.run("chown -R --reference=%1$s %1$s".formatted(files));
    }
  }

  /**
   * Deploys all, one after the other.
   *
   * @param options more of Maven's options; may be empty
   */
  void go(WebRepository server, String options) {
    for (String repository : List.of("releases", "open")) {
      String as = repository.equals("open") ? "nobody" : "account";
      String url = server.url(repository);
      maven.deploy(rocket, as, url, options);
      maven.deploy(snapshot, as, url, options);
      maven.deploy(fleet, as, url, "-T2 -DdeployAtEnd=true " + options);
    }
  }

  /** Deploys the release without an account, which a server refuses half-way with 503. */
  void stopHalfWay(WebRepository server) {
    maven.isRefused(503, rocket, "nobody", server.url("open"), IMPATIENT);
  }

  /** Deploys the release to where only the account may, without it. */
  void areRefused(WebRepository server) {
    maven.isRefused(401, rocket, "nobody", server.url("releases"), "");
  }

  /**
   * Claims that a subscription without filters is told of each once, as it lies on the server's
   * disk, and of nothing else.
   */
  void areTold(WebRepository server, RecordingReceiver receiver, Installation repohook) {
    Map<String, List<Arrival>> told =
        Stream.generate(receiver::take).limit(MESSAGES).collect(groupingBy(Arrival::repository));
    String more = consumers ? "-build.pom " : "";
    for (String repository : List.of("releases", "open")) {
      List<Arrival> deploys = told.getOrDefault(repository, List.of());
      assertThat(deploys.stream().map(Deploys::say))
          .containsExactlyInAnyOrder(
              "rocket:1.0 " + more + "-javadoc.jar -sources.jar .jar .pom",
              "rocket:2.0-SNAPSHOT " + more + "-javadoc.jar -sources.jar .jar .pom",
              "fleet:3.0 " + more + ".pom",
              "engine:3.0 " + more + ".jar .pom",
              "tank:3.0 " + more + ".jar .pom",
              "ship:3.0 " + more + ".jar .pom");
      assertThat(deploys)
          .allSatisfy(each -> isAsOnTheDisk(each, true, server.files(repository)))
          .extracting(Arrival::actor)
          .containsOnly((repository.equals("open") ? "" : WebRepository.USER) + " from 127.0.0.1");
    }
    nothingElseIsTold(told.values().stream().flatMap(List::stream).toList(), receiver, repohook);
  }

  /** Claims that the deploy that stopped half-way is told as such, with all that was uploaded. */
  void isToldAsStopped(WebRepository server, RecordingReceiver receiver, Installation repohook) {
    Arrival told = receiver.take();
    Path files = server.files("open");
    isAsOnTheDisk(told, false, files);
    assertThat(say(told)).startsWith("rocket:1.0 ").doesNotContain("-sources.jar");
    assertThat(files(told).map(each -> each.path("path").asString()))
        .containsExactlyInAnyOrderElementsOf(uploaded(files));
    assertThat(told.actor()).isEqualTo(" from 127.0.0.1");
    nothingElseIsTold(List.of(told), receiver, repohook);
  }

  /** What lies in a repository, without checksums. */
  private static List<String> uploaded(Path files) {
    try (Stream<Path> all = Files.walk(files)) {
      return all.filter(Files::isRegularFile)
          .map(each -> files.relativize(each).toString())
          .filter(path -> !path.matches(".*\\.(md5|sha1)"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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

  private static void isAsOnTheDisk(Arrival arrival, boolean complete, Path files) {
    assertThat(arrival.type()).isEqualTo("artifact.deployed");
    assertThat(arrival.data().path("complete").asBoolean()).isEqualTo(complete);
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
  private static void nothingElseIsTold(
      List<Arrival> deploys, RecordingReceiver receiver, Installation repohook) {
    List<String> expected =
        Stream.concat(
                deploys.stream().map(each -> "artifact.deployed"),
                deploys.stream()
                    .flatMap(Deploys::files)
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
