package io.repohook.acceptance.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The Unix accounts and groups whose names begin with {@link #PREFIX}: nothing but these tests
 * makes such, and at the end of each there are none.
 *
 * <p>Two tests at once, of whatever builds, wait for each other: the accounts are the machine's.
 */
public final class Accounts implements AutoCloseable {
  /** With what the name of each account and group of a test begins. */
  public static final String PREFIX = "rhtest-";

  private final FileChannel lock;

  private Accounts(FileChannel lock) {
    this.lock = lock;
  }

  /** Waits for its turn, and takes away what a killed run has left. */
  public static Accounts open() {
    try {
      // In a folder of root's: in /tmp it could be another's file.
      FileChannel lock =
          FileChannel.open(
              Path.of("/run/repohook-accounts-of-tests.lock"),
              StandardOpenOption.CREATE,
              StandardOpenOption.WRITE);
      lock.lock(); // Held until the channel is closed.
      Accounts accounts = new Accounts(lock);
      accounts.removeAll();
      return accounts;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void removeAll() throws IOException {
    for (String account : names("/etc/passwd")) {
      endProcessesOf(account);
      Script.run("userdel --force --remove " + account + " 2>&1 || true");
    }
    // A user's own group goes with the user.
    for (String group : names("/etc/group")) {
      Script.run("groupdel " + group);
    }
  }

  private static List<String> names(String file) throws IOException {
    try (Stream<String> lines = Files.lines(Path.of(file))) {
      return lines
          .filter(line -> line.startsWith(PREFIX))
          .map(line -> line.substring(0, line.indexOf(':')))
          .toList();
    }
  }

  /** An account with processes is not removed. Only these tests start any as such an account. */
  private static void endProcessesOf(String account) {
    ProcessHandle.allProcesses()
        .filter(process -> process.info().user().equals(Optional.of(account)))
        .forEach(
            process -> {
              process.destroyForcibly();
              process.onExit().join();
            });
  }

  @Override
  public void close() {
    try (lock) {
      removeAll();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
