package io.repohook.acceptance.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Debian's {@code webhook}: it runs a command for a request that its rules admit. */
public final class WebhookServer implements AutoCloseable {
  private final int port;
  private final Daemon daemon;

  private WebhookServer(int port, Daemon daemon) {
    this.port = port;
    this.daemon = daemon;
  }

  /**
   * Starts it.
   *
   * @param folder made for its files
   * @param hooks its file of hooks
   */
  public static WebhookServer start(Path folder, String hooks) {
    int port = Daemon.freePort();
    try {
      Files.createDirectories(folder);
      Path file = Files.writeString(folder.resolve("hooks.json"), hooks);
      Daemon daemon =
          Daemon.start(
              folder.resolve("log"),
              List.of(
                  "webhook",
                  "-verbose",
                  "-ip",
                  "127.0.0.1",
                  "-port",
                  String.valueOf(port),
                  "-hooks",
                  file.toString()),
              () -> Daemon.listens(port));
      return new WebhookServer(port, daemon);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where the hook of that id is. */
  public String url(String id) {
    return "http://127.0.0.1:" + port + "/hooks/" + id;
  }

  @Override
  public void close() {
    daemon.close();
  }
}
