package io.repohook.acceptance.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** nginx, and fcgiwrap for its scripts, both as Debian's account of web servers. */
public final class HttpBackend implements AutoCloseable {
  /** Where Debian's service has it. */
  private static final String SOCKET = "/run/fcgiwrap.socket";

  private final int port;
  private final Daemon fcgiwrap;
  private final Daemon nginx;

  private HttpBackend(int port, Daemon fcgiwrap, Daemon nginx) {
    this.port = port;
    this.fcgiwrap = fcgiwrap;
    this.nginx = nginx;
  }

  /**
   * Starts both.
   *
   * @param folder made for their files
   * @param locations what stands in the block {@code server} of nginx's configuration
   */
  public static HttpBackend start(Path folder, String locations) {
    int port = Daemon.freePort();
    Path socket = folder.resolve("fcgiwrap.socket");
    Path configuration = folder.resolve("nginx.conf");
    Script.run("install -d -o www-data %s".formatted(folder));
    try {
      Files.writeString(
          configuration,
          """
          user www-data;
          worker_processes 1;
          pid nginx.pid;
          error_log stderr;
          events { worker_connections 64; }
          http {
            access_log off;
            client_body_temp_path body;
            proxy_temp_path proxy;
            fastcgi_temp_path fastcgi;
            uwsgi_temp_path uwsgi;
            scgi_temp_path scgi;
            server {
              listen 127.0.0.1:%d;
          %s
            }
          }
          """
              .formatted(port, locations.replace(SOCKET, socket.toString())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Daemon fcgiwrap =
        Daemon.start(
            folder.resolve("fcgiwrap.log"),
            List.of(
                "setpriv",
                "--reuid=www-data",
                "--regid=www-data",
                "--init-groups",
                "fcgiwrap",
                "-f",
                "-s",
                "unix:" + socket),
            () -> Files.exists(socket));
    try {
      Daemon nginx =
          Daemon.start(
              folder.resolve("nginx.log"),
              List.of(
                  "/usr/sbin/nginx",
                  "-e",
                  "stderr",
                  "-g",
                  "daemon off;",
                  "-p",
                  folder.toString(),
                  "-c",
                  configuration.toString()),
              () -> Daemon.listens(port));
      return new HttpBackend(port, fcgiwrap, nginx);
    } catch (RuntimeException | Error e) {
      fcgiwrap.close();
      throw e;
    }
  }

  /** Gives somebody a password. */
  public static void password(Path file, String name, String password) {
    Script.run(
        "touch %1$s && printf '%%s' '%2$s' | htpasswd -i -B %1$s %3$s 2>&1"
            .formatted(file, password, name));
  }

  /** The URL of a path for somebody with a password. */
  public String url(String name, String password, String path) {
    return "http://%s:%s@127.0.0.1:%d%s".formatted(name, password, port, path);
  }

  @Override
  public void close() {
    nginx.close();
    fcgiwrap.close();
  }
}
