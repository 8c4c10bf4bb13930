package io.repohook.acceptance.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** OpenSSH's server on the loopback address, as Debian configures it but for its files. */
public final class Sshd implements AutoCloseable {
  private final Path folder;
  private final int port;
  private final Daemon daemon;

  private Sshd(Path folder, int port, Daemon daemon) {
    this.folder = folder;
    this.port = port;
    this.daemon = daemon;
  }

  /**
   * Starts it.
   *
   * @param folder made for its files; sshd wants all folders above it to be root's
   * @param keys where an account's authorized keys are, with {@code %u} or {@code %h}
   * @param more lines of sshd_config
   */
  public static Sshd start(Path folder, String keys, String more) {
    int port = Daemon.freePort();
    try {
      Files.createDirectories(folder);
      Files.createDirectories(Path.of("/run/sshd")); // Its home without privileges, compiled in.
      Script.in(folder).succeeds("ssh-keygen -q -t ed25519 -N '' -f host");
      Files.writeString(
          folder.resolve("sshd_config"),
          """
          Port %d
          ListenAddress 127.0.0.1
          HostKey %s
          PidFile none
          UsePAM yes
          PasswordAuthentication no
          AuthorizedKeysFile %s
          # Folders above it belong to a temporary folder, which anybody may write to.
          StrictModes no
          %s
          """
              .formatted(port, folder.resolve("host"), keys, more));
      Daemon daemon =
          Daemon.start(
              folder.resolve("log"),
              List.of("/usr/sbin/sshd", "-D", "-e", "-f", folder.resolve("sshd_config").toString()),
              () -> Daemon.listens(port));
      return new Sshd(folder, port, daemon);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Makes a key pair, {@code key} and {@code key.pub}. */
  public static void makeKey(Path key) {
    Script.run(
        "mkdir -p '%s' && ssh-keygen -q -t ed25519 -N '' -C '' -f '%s'"
            .formatted(key.getParent(), key));
  }

  /** The command with which git reaches it, as whoever has that key. */
  public String client(Path key) {
    return "ssh -F none -i %s -o IdentitiesOnly=yes -o BatchMode=yes -o LogLevel=ERROR"
            .formatted(key)
        + " -o UserKnownHostsFile=%s -o StrictHostKeyChecking=accept-new"
            .formatted(folder.resolve("known_hosts"));
  }

  /** The URL of a path for an account. */
  public String url(String account, String path) {
    return "ssh://%s@127.0.0.1:%d/%s".formatted(account, port, path.replaceFirst("^/", ""));
  }

  public int port() {
    return port;
  }

  /** What it has logged so far. */
  public String said() {
    try {
      return daemon.said();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    daemon.close();
  }
}
