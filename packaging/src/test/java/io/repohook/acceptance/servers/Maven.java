package io.repohook.acceptance.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Maven of some version, as a client of artifact repositories. Its plugins are kept in a folder of
 * the tests' own, beside the versions that the build has unpacked.
 */
public final class Maven {
  private static final Path VERSIONS = Path.of("target/maven-versions").toAbsolutePath();
  private static final Path DEBIANS = Path.of("/usr/share/maven");

  /** It lives for two seconds: a compiler's best code comes too late. */
  private static final String OPTIONS = "-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xmx256m";

  private final Path program;
  private final Path settings;

  private Maven(Path program, Path settings) {
    this.program = program;
    this.settings = settings;
  }

  /**
   * The one of that version.
   *
   * @param folder made, if need be, for its settings
   */
  public static Maven of(String version, Path folder) {
    Path unpacked = VERSIONS.resolve("apache-maven-" + version);
    Path home = Files.exists(unpacked) ? unpacked : DEBIANS;
    Maven maven = new Maven(home.resolve("bin/mvn"), folder.resolve("settings.xml"));
    Script.run("mkdir -p " + folder);
    String said = Script.in(folder).with("MAVEN_OPTS", OPTIONS).succeeds(maven.program + " -B -v");
    if (!said.contains("Apache Maven " + version)) {
      throw new AssertionError("not Maven " + version + " but " + said);
    }
    try {
      Files.writeString(
          maven.settings,
          """
          <settings><servers><server>
            <id>account</id><username>%s</username><password>%s</password>
          </server></servers></settings>
          """
              .formatted(WebRepository.USER, WebRepository.PASSWORD));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return maven;
  }

  /**
   * Deploys a project.
   *
   * @param as {@code account} to log in, anything else not to
   */
  public void deploy(Path project, String as, String url, String options) {
    Script.Ended ended = tries(project, as, url, options);
    if (ended.status() != 0) {
      throw new AssertionError(ended.said());
    }
  }

  /** Tries to deploy a project, and must be refused with that status of HTTP. */
  public void isRefused(int status, Path project, String as, String url, String options) {
    Script.Ended ended = tries(project, as, url, options);
    if (ended.status() == 0 || !ended.said().contains(Integer.toString(status))) {
      throw new AssertionError("not refused with " + status + ": " + ended.said());
    }
  }

  /** Begins to deploy a project; whoever began it ends the process, and nobody reads it. */
  public Process begin(Path project, String as, String url) {
    return in(project).begins(command(as, url, ""));
  }

  private Script.Ended tries(Path project, String as, String url, String options) {
    return in(project).ends(command(as, url, options));
  }

  private static Script in(Path project) {
    return Script.in(project).with("MAVEN_OPTS", OPTIONS);
  }

  private String command(String as, String url, String options) {
    return "exec %s -B -ntp -s %s -Dmaven.repo.local=%s -DaltDeploymentRepository=%s::%s %s deploy"
        .formatted(program, settings, VERSIONS.resolve("repository"), as, url, options);
  }
}
