package io.repohook.acceptance.servers;

import static java.util.Comparator.naturalOrder;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What every servlet container gets: an installation out of the archive that its makers publish,
 * our filter, and an account that is not the service's.
 *
 * @param archive Repohook's own, unpacked
 * @param spool the service's
 * @param folder for the container and its files; none above it is closed to other accounts
 */
public record ServletHost(Path archive, Path spool, Path folder) {
  /** The account that containers run as. */
  public static final String ACCOUNT = "www-data";

  /** Each served below its name. */
  static final List<String> REPOSITORIES = List.of("releases", "open");

  /** One that only some containers have: anybody may write to it, by PUT and DELETE alone. */
  public static final String PLAIN = "plain";

  /** Whoever may write where not everybody may. */
  static final String ROLE = "deployer";

  private static final Path PUBLISHED = Path.of("target/servlet-containers");
  private static final Path JAVA = Path.of(System.getProperty("java.home"));

  /** A compiler's best code comes too late for it. */
  private static final String OPTIONS = "-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xmx256m";

  /** Copies the one whose folder's name begins so, and makes the folders of the repositories. */
  Path install(String name) {
    Path home = folder.resolve("home");
    Path published;
    try (Stream<Path> all = Files.list(PUBLISHED)) {
      published =
          all.filter(each -> each.getFileName().toString().startsWith(name))
              .max(naturalOrder())
              .orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    for (String each : REPOSITORIES) {
      Script.run("install -d " + files(each));
    }
    Script.run("cp -r %s %s".formatted(published.toAbsolutePath(), home));
    return home;
  }

  /** The folder of a repository's files. */
  Path files(String repository) {
    return folder.resolve("files").resolve(repository);
  }

  /** The filter's jar. */
  Path jar() {
    return archive.resolve("hosts/repohook-servlet-filter.jar");
  }

  /** Lines of the document that configure the filter, with the names and paths that hold here. */
  String here(String lines) {
    return lines
        .replace("/var/spool/repohook", spool.toString())
        .replace("snapshots=/snapshots/", "open=/open/, %1$s=/%1$s/".formatted(PLAIN));
  }

  /** Does what a document says, in the unpacked archive. */
  void follow(Page document, Path home, Path base) {
    Script.in(archive)
        .with("JETTY_HOME", home.toString())
        .with("JETTY_BASE", base.toString())
        .with("CATALINA_BASE", base.toString())
        .succeeds(document.commands());
  }

  /** Constraints of a {@code web.xml}: everybody may read, but only {@link #ROLE} may write. */
  static String locked() {
    return """
      <security-constraint>
        <web-resource-collection>
          <web-resource-name>all</web-resource-name>
          <url-pattern>/*</url-pattern>
          <http-method-omission>GET</http-method-omission>
          <http-method-omission>HEAD</http-method-omission>
        </web-resource-collection>
        <auth-constraint><role-name>%1$s</role-name></auth-constraint>
      </security-constraint>
      <login-config><auth-method>BASIC</auth-method><realm-name>releases</realm-name></login-config>
      <security-role><role-name>%1$s</role-name></security-role>
      """
        .formatted(ROLE);
  }

  /** Writes a file, and makes its folder where it is missing. */
  static void write(Path file, String text) {
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Starts it.
   *
   * @param command after which the process is the container's
   */
  WebRepository start(int port, String... command) {
    Script.run("chown -R %s %s".formatted(ACCOUNT, folder));
    List<String> all = new ArrayList<>();
    all.addAll(List.of("setpriv", "--reuid", ACCOUNT, "--regid", ACCOUNT, "--init-groups", "env"));
    all.addAll(List.of("JAVA_HOME=" + JAVA, "CATALINA_OPTS=" + OPTIONS));
    all.addAll(List.of(command));
    Daemon daemon = Daemon.start(folder.resolve("said"), all, () -> Daemon.listens(port));
    return new WebRepository(folder, port, daemon);
  }

  /** How Java is started for a container that has no script for that. */
  static List<String> java() {
    List<String> java = new ArrayList<>(List.of(JAVA.resolve("bin/java").toString()));
    java.addAll(List.of(OPTIONS.split(" ")));
    return java;
  }
}
