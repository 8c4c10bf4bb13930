package io.repohook.acceptance.servers;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** Debian's Buildbot with its GitHub change hook, and one worker in the same process. */
public final class Buildbot implements AutoCloseable {
  private final int port;
  private final Daemon daemon;

  private Buildbot(int port, Daemon daemon) {
    this.port = port;
    this.daemon = daemon;
  }

  /**
   * Starts it.
   *
   * @param folder made for its files
   * @param repository what each change is checked out of
   * @param secret of its change hook
   * @param report where each build posts the id and the subject of what it has checked out
   */
  public static Buildbot start(Path folder, Path repository, String secret, String report) {
    int port = Daemon.freePort();
    try {
      Files.createDirectories(folder);
      // Debian has no pages for it, and it does not start without.
      write(folder.resolve("python/nopages.py"), resource("nopages.py"));
      write(
          folder.resolve("python/nopages-1.dist-info/METADATA"),
          "Metadata-Version: 2.1\nName: nopages\nVersion: 1\n");
      write(
          folder.resolve("python/nopages-1.dist-info/entry_points.txt"),
          "[buildbot.www]\nbase = nopages:pages\n");
      Script.in(folder).succeeds("buildbot create-master -q master");
      write(
          folder.resolve("master/master.cfg"),
          resource("master.cfg")
              .replace("@PORT@", String.valueOf(port))
              .replace("@REPOSITORY@", repository.toString())
              .replace("@SECRET@", secret)
              .replace("@REPORT@", report));
      Daemon daemon =
          Daemon.start(
              folder.resolve("log"),
              List.of(
                  "env",
                  "PYTHONPATH=" + folder.resolve("python"),
                  "buildbot",
                  "start",
                  "--nodaemon",
                  folder.resolve("master").toString()),
              () -> Daemon.listens(port));
      return new Buildbot(port, daemon);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where GitHub would post. */
  public String url() {
    return "http://127.0.0.1:" + port + "/change_hook/github";
  }

  private static void write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = Objects.requireNonNull(Buildbot.class.getResourceAsStream(name), name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Override
  public void close() {
    daemon.close();
  }
}
