package io.repohook.acceptance.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A web server that keeps two Maven repositories as its document says: {@code releases}, to which
 * only {@link #USER} may write, and {@code open}, to which anybody may. They share a log.
 */
public final class WebRepository implements AutoCloseable {
  public static final String USER = "ci";
  public static final String PASSWORD = "launch-code";

  private final Path folder;
  private final int port;
  private final Daemon daemon;
  private final String reopen;

  /**
   * @param reopen the command that has it begin a new log
   */
  WebRepository(Path folder, int port, Daemon daemon, String reopen) {
    this.folder = folder;
    this.port = port;
    this.daemon = daemon;
    this.reopen = reopen;
  }

  /** One that is told of by itself: it keeps no log. */
  WebRepository(Path folder, int port, Daemon daemon) {
    this(folder, port, daemon, "");
  }

  public int port() {
    return port;
  }

  /** Where one of its repositories is. */
  public String url(String repository) {
    return "http://127.0.0.1:" + port + "/" + repository + "/";
  }

  /** The folder of a repository's files. */
  public Path files(String repository) {
    return folder.resolve("files").resolve(repository);
  }

  /** What the document's Repohook configuration says of {@code releases}, for either of them. */
  public String artifacts(Page document, String repository) {
    String file = document.section("Repohook").file("yaml");
    return here(file.substring(0, file.indexOf("subscriptions:")), folder)
        .replace("path: /releases/", "path: /" + repository + "/");
  }

  /**
   * Makes folders in a repository, as its own account, where its server would not.
   *
   * @param folders within it
   */
  public void makeFolders(String repository, List<String> folders) {
    Path files = files(repository);
    folders.forEach(each -> Script.run("mkdir -p %s/%s".formatted(files, each)));
    Script.run("chown -R --reference=%1$s %1$s".formatted(files));
  }

  /** {@code kill -9} of the server, with all its processes. */
  public void kill() {
    daemon.kill();
  }

  /** Rotates the log, if there is one, as logrotate does, and has the server begin a new one. */
  public void rotateLog() {
    if (reopen.isEmpty()) {
      return;
    }
    try {
      Files.move(folder.resolve("releases.log"), folder.resolve("releases.log.1"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Script.run(reopen);
  }

  /** A text of a document with the paths that hold here. */
  static String here(String text, Path folder) {
    return text.replaceAll("/(etc|var/lock|var/log)/(nginx|apache2)/", folder + "/")
        .replace("/srv/maven", folder.resolve("files").toString());
  }

  @Override
  public void close() {
    daemon.close();
  }
}
