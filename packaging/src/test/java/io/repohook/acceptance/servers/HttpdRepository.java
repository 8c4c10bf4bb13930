package io.repohook.acceptance.servers;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Apache httpd as a Maven repository. */
public final class HttpdRepository {
  /** Of the modules that Debian enables by itself, those that the document's lines need. */
  private static final List<String> ENABLED =
      List.of(
          "mpm_event",
          "alias",
          "mime",
          "authn_core",
          "authn_file",
          "authz_core",
          "authz_user",
          "auth_basic");

  private HttpdRepository() {}

  /**
   * Starts it.
   *
   * @param folder made for its files; none above it is closed to other accounts
   * @param document what is to be copied into its configuration
   * @param more lines for each of its repositories; may be empty
   */
  public static WebRepository start(Path folder, Page document, String more) {
    return start(folder, document, document.section("The repository").commands(), more);
  }

  /** The same with what the document has for httpd to make the folders of what is uploaded. */
  public static WebRepository makingFolders(Path folder, Page document) {
    Page folders = document.section("By httpd");
    Script.run("install -d " + folder);
    try {
      Files.writeString(folder.resolve("folders.lua"), folders.file("lua"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String commands = document.section("The repository").commands() + "\n" + folders.commands();
    return start(folder, document, commands, WebRepository.here(folders.file("apache"), folder));
  }

  private static WebRepository start(Path folder, Page document, String commands, String more) {
    int port = Daemon.freePort();
    Script.run("install -d -o www-data %1$s %1$s/files/releases %1$s/files/open".formatted(folder));
    HttpBackend.password(
        folder.resolve("releases.htpasswd"), WebRepository.USER, WebRepository.PASSWORD);
    String repositories =
        Stream.of("The repository", "Without accounts")
            .map(heading -> document.section(heading).file("apache"))
            .map(lines -> lines.replace("</Directory>", more + "\n</Directory>"))
            .map(lines -> WebRepository.here(lines, folder))
            .collect(joining("\n"));
    String log = WebRepository.here(document.section("The log").file("apache"), folder);
    Path configuration = folder.resolve("httpd.conf");
    try {
      Files.writeString(
          configuration,
          """
          ServerRoot %1$s
          ServerName localhost
          Listen 127.0.0.1:%2$d
          PidFile %1$s/pid
          ErrorLog %1$s/error.log
          DefaultRuntimeDir %1$s
          Mutex file:%1$s default
          User www-data
          Group www-data
          %3$s
          TypesConfig /etc/mime.types
          %4$s
          %5$s
          """
              .formatted(folder, port, modules(commands), repositories, log));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String command = "/usr/sbin/apache2 -f " + configuration;
    Daemon daemon =
        Daemon.start(
            folder.resolve("said"),
            List.of((command + " -D FOREGROUND").split(" ")),
            () -> Daemon.listens(port));
    return new WebRepository(folder, port, daemon, command + " -k graceful");
  }

  private static String modules(String commands) {
    Stream<String> added =
        commands
            .lines()
            .filter(line -> line.startsWith("a2enmod "))
            .flatMap(line -> Stream.of(line.substring("a2enmod ".length()).split(" ")));
    return Stream.concat(ENABLED.stream(), added)
        .map(module -> "Include /etc/apache2/mods-available/" + module + ".load")
        .collect(joining("\n"));
  }
}
