package io.repohook.acceptance;

import io.repohook.acceptance.servers.Maven;
import io.repohook.acceptance.servers.MavenProject;
import io.repohook.acceptance.servers.WebRepository;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What a real Maven of some version deploys to a server: a release, a snapshot, and a build of
 * several modules, in a group of its own; all of it with the account to {@code releases}, and once
 * more without any to {@code open}.
 */
final class Deploys {
  /** Debian's, and the two that the build fetches. */
  static final List<String> MAVENS = List.of("3.8.7", "3.9.11", "4.0.0-rc-4");

  static final List<String> REPOSITORIES = List.of("releases", "open");

  private static final Map<String, String> VERSIONS =
      Map.of(
          "rocket", "1.0 2.0-SNAPSHOT",
          "fleet", "3.0",
          "engine", "3.0",
          "tank", "3.0",
          "ship", "3.0");

  /** With these options Maven 3.9 makes the folders itself that a server makes none of. */
  static final String MAKING_FOLDERS =
      Machine.document("servers/httpd-repository.md")
          .section("By Maven 3.9")
          .commands()
          .replace('\n', ' ');

  /** Maven 3.9 tries again when it gets a 503: at once, so that a test need not wait. */
  private static final String IMPATIENT = "-Daether.connector.http.retryHandler.interval=1";

  private final String version;
  private final Maven maven;
  private final Path rocket;
  private final Path snapshot;
  private final Path fleet;

  private Deploys(Path folder, String version) {
    this.version = version;
    maven = Maven.of(version, folder);
    rocket = MavenProject.single(folder.resolve("rocket"), group(), "rocket", "1.0");
    snapshot = MavenProject.single(folder.resolve("snapshot"), group(), "rocket", "2.0-SNAPSHOT");
    fleet =
        MavenProject.ofModules(
            folder.resolve("fleet"), group(), "fleet", "3.0", List.of("engine", "tank", "ship"));
  }

  /**
   * Those of some Maven.
   *
   * @param folder there already; for the projects
   */
  static Deploys of(String version, Path folder) {
    return new Deploys(folder.resolve("maven-" + version), version);
  }

  /** Those of each of {@link #MAVENS}. */
  static List<Deploys> ofEachMaven(Path folder) {
    return MAVENS.stream().map(version -> of(version, folder)).toList();
  }

  /** Of which Maven. */
  String maven() {
    return version;
  }

  /** What all of it belongs to. */
  String group() {
    return "com.example.maven" + version.replaceAll("[^0-9]", "");
  }

  /** Where in a repository's folder that is. */
  String path() {
    return group().replace('.', '/');
  }

  /** What a person would say was deployed to each repository, each with how its files end. */
  List<String> said() {
    String more = version.startsWith("4") ? "-build.pom " : ""; // Beside what consumers get.
    return List.of(
        "rocket:1.0 " + more + "-javadoc.jar -sources.jar .jar .pom",
        "rocket:2.0-SNAPSHOT " + more + "-javadoc.jar -sources.jar .jar .pom",
        "fleet:3.0 " + more + ".pom",
        "engine:3.0 " + more + ".jar .pom",
        "tank:3.0 " + more + ".jar .pom",
        "ship:3.0 " + more + ".jar .pom");
  }

  /** Makes the folders of all that is deployed, for a server that makes none itself. */
  void makeFolders(WebRepository server) {
    for (String repository : REPOSITORIES) {
      Stream<String> folders =
          VERSIONS.entrySet().stream()
              .flatMap(
                  each ->
                      Stream.of(each.getValue().split(" "))
                          .map(one -> path() + "/" + each.getKey() + "/" + one));
      server.makeFolders(repository, folders.toList());
    }
  }

  /**
   * Deploys all, one after the other.
   *
   * @param options more of Maven's options; may be empty
   */
  void go(WebRepository server, String options) {
    for (String repository : REPOSITORIES) {
      String as = account(repository);
      String url = server.url(repository);
      maven.deploy(rocket, as, url, options);
      maven.deploy(snapshot, as, url, options);
      maven.deploy(fleet, as, url, "-T2 -DdeployAtEnd=true " + options);
    }
  }

  private static String account(String repository) {
    return repository.equals("open") ? "nobody" : "account";
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
   * Begins to deploy the release; whoever began it ends the process.
   *
   * @param url of the repository
   */
  Process begin(String repository, String url) {
    return maven.begin(rocket, account(repository), url);
  }
}
