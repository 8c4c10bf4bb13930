package io.repohook.server;

import io.repohook.config.ServerSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The account that the service runs as: whoever owns the store.
 *
 * <p>A store that root wrote to would hold files that the service cannot write. So where root runs
 * a command on a store of another account, the command runs again as that account.
 */
public final class ServiceAccount {
  private static final int ROOT = 0;

  /** The launcher tells where it is. */
  private static final String PROGRAM = "repohook.program";

  private ServiceAccount() {}

  /** The account to become; empty for anybody but root, and where the store is root's own. */
  public static Optional<UserPrincipal> toBecome(ServerSettings settings) throws IOException {
    Path owned = owned(settings);
    if (uid(Path.of("/proc/self")) != ROOT || !Files.exists(owned) || uid(owned) == ROOT) {
      return Optional.empty();
    }
    return Optional.of(Files.getOwner(owned));
  }

  /** Makes a folder the service's own, its group too: by that it reads what pushers put there. */
  public static void give(Path folder, ServerSettings settings) throws IOException {
    for (String owner : new String[] {"unix:uid", "unix:gid"}) {
      Files.setAttribute(folder, owner, Files.getAttribute(owned(settings), owner));
    }
  }

  private static Path owned(ServerSettings settings) {
    Path store = Stores.file(settings.store());
    return Files.exists(store) ? store : Objects.requireNonNull(store.toAbsolutePath().getParent());
  }

  private static int uid(Path path) throws IOException {
    return Files.exists(path)
        ? (Integer) Objects.requireNonNull(Files.getAttribute(path, "unix:uid"))
        : -1;
  }

  /**
   * The program's own file.
   *
   * @throws IOException when this was not started by it
   */
  public static Path program() throws IOException {
    String program = System.getProperty(PROGRAM);
    if (program == null) {
      throw new IOException("this was not started by bin/repohook, which has to be used here");
    }
    return Path.of(program);
  }

  /**
   * Runs this program again as that account, with the same words, and waits for it. Being told to
   * stop is passed on.
   *
   * @return its exit status
   */
  public static int runAgainAs(UserPrincipal account, List<String> words)
      throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(List.of("runuser", "-u", account.getName(), "--", program().toString()));
    command.addAll(words);
    Process again = new ProcessBuilder(command).inheritIO().start();
    Thread passOn = new Thread(() -> stop(again), "stop");
    Runtime.getRuntime().addShutdownHook(passOn);
    return again.waitFor();
  }

  private static void stop(Process process) {
    process.destroy();
    try {
      process.waitFor(60, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
