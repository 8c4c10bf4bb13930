package io.repohook.acceptance.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** The Maven that runs this build, with the plugins that it has fetched. */
public final class BuildingMaven {
  private static final String OPTIONS = "-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xmx256m";

  private final Path program;
  private final Path settings;

  /**
   * Finds it.
   *
   * @param folder there already; for its settings
   * @param account whom it logs in as where a server asks for that
   */
  public BuildingMaven(Path folder, String account) {
    this.program =
        Path.of(Objects.requireNonNull(System.getProperty("acceptance.maven"))).resolve("bin/mvn");
    this.settings = folder.resolve(account + ".xml");
    try {
      Files.writeString(
          settings,
          """
          <settings><servers><server>
            <id>account</id><username>%1$s</username><password>of %1$s</password>
          </server></servers></settings>
          """
              .formatted(account));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Deploys a project; how that ended. */
  public Script.Ended deploy(Path project, String url) {
    // What an administrator has set up, such as a mirror, is in the user's settings.
    return Script.in(project)
        .with("MAVEN_OPTS", OPTIONS)
        .ends(
            "%s -B -ntp -gs %s -DaltDeploymentRepository=account::%s deploy"
                .formatted(program, settings, url));
  }
}
