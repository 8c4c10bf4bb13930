package io.repohook.acceptance.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;

/** nginx as a Maven repository. */
public final class NginxRepository {
  private NginxRepository() {}

  /**
   * Starts it.
   *
   * @param folder made for its files
   * @param document what is to be copied into its configuration
   * @param more lines for each of its repositories; may be empty
   */
  public static WebRepository start(Path folder, Page document, String more) {
    int port = Daemon.freePort();
    Script.run("install -d -o www-data %1$s/files/releases %1$s/files/open".formatted(folder));
    HttpBackend.password(
        folder.resolve("releases.htpasswd"), WebRepository.USER, WebRepository.PASSWORD);
    String location =
        WebRepository.here(document.section("The repository").file("nginx"), folder)
            .replaceFirst("\\}$", Matcher.quoteReplacement(more + "\n}"));
    String open = location.replaceAll("(?s)limit_except.*?}", "").replace("/releases/", "/open/");
    Path configuration = folder.resolve("nginx.conf");
    try {
      Files.writeString(
          configuration,
          """
          user www-data;
          worker_processes 2;
          daemon off;
          pid nginx.pid;
          error_log stderr;
          events {}
          http {
            client_body_temp_path body;
            proxy_temp_path proxy;
            fastcgi_temp_path fastcgi;
            uwsgi_temp_path uwsgi;
            scgi_temp_path scgi;
            access_log off;
          %s
            server {
              listen 127.0.0.1:%d;
          %s
          %s
            }
          }
          """
              .formatted(document.section("The log").file("nginx"), port, location, open));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String command = "/usr/sbin/nginx -e stderr -p %s -c %s".formatted(folder, configuration);
    Daemon daemon =
        Daemon.start(
            folder.resolve("said"), List.of(command.split(" ")), () -> Daemon.listens(port));
    return new WebRepository(folder, port, daemon, command + " -s reopen");
  }
}
