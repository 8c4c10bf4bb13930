package io.repohook.acceptance.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An nginx that is a Maven repository, with the log format of its document. */
public final class NginxRepository implements AutoCloseable {
  private static final Path DOCUMENT = Path.of("../docs/servers/nginx-repository.md");

  private final Path folder;
  private final int port;
  private final Daemon daemon;

  private NginxRepository(Path folder, int port, Daemon daemon) {
    this.folder = folder;
    this.port = port;
    this.daemon = daemon;
  }

  /** Starts it; all its files are in that folder. */
  public static NginxRepository start(Path folder) {
    int port = Daemon.freePort();
    try {
      Files.createDirectories(folder.resolve("files/releases"));
      Path configuration =
          Files.writeString(folder.resolve("nginx.conf"), configuration(folder, port));
      Daemon daemon =
          Daemon.start(
              folder.resolve("said"),
              List.of("/usr/sbin/nginx", "-c", configuration.toString()),
              () -> Daemon.listens(port));
      return new NginxRepository(folder, port, daemon);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String configuration(Path folder, int port) throws IOException {
    Matcher format =
        Pattern.compile("(?s)^log_format .*?;$", Pattern.MULTILINE)
            .matcher(Files.readString(DOCUMENT));
    if (!format.find()) {
      throw new AssertionError(DOCUMENT + " has no log_format");
    }
    return """
        user root;
        worker_processes 2;
        daemon off;
        pid %1$s/pid;
        error_log %1$s/error.log;
        events {}
        http {
          client_body_temp_path %1$s/body;
          proxy_temp_path %1$s/proxy;
          fastcgi_temp_path %1$s/fastcgi;
          uwsgi_temp_path %1$s/uwsgi;
          scgi_temp_path %1$s/scgi;
          %3$s
          access_log off;
          server {
            listen 127.0.0.1:%2$d;
            location /releases/ {
              root %1$s/files;
              dav_methods PUT DELETE MKCOL COPY MOVE;
              create_full_put_path on;
              client_max_body_size 0;
              access_log %1$s/releases.log repohook;
            }
          }
        }
        """
        .formatted(folder, port, format.group());
  }

  public int port() {
    return port;
  }

  /** Where its repository is. */
  public String url() {
    return "http://127.0.0.1:" + port + "/releases/";
  }

  public Path log() {
    return folder.resolve("releases.log");
  }

  /** Rotates the log as logrotate does, and has the server begin a new one. */
  public void rotateLog() {
    try {
      Files.move(log(), folder.resolve("releases.log.1"));
      int status =
          new ProcessBuilder(
                  "/usr/sbin/nginx", "-c", folder.resolve("nginx.conf").toString(), "-s", "reopen")
              .inheritIO()
              .start()
              .waitFor();
      if (status != 0) {
        throw new AssertionError("nginx -s reopen ended with " + status);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    daemon.close();
  }
}
