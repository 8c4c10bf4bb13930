package io.repohook.cli;

import io.repohook.config.ServerSettings;
import io.repohook.git.install.Launcher;
import io.repohook.git.install.ShellWord;
import io.repohook.git.install.SoleAccount;
import io.repohook.server.ServiceAccount;
import io.repohook.server.Stores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What {@code install --no-daemon} makes of a configuration: how hooks start drains, and the line
 * for cron.
 *
 * @param javaIsInPath whether cron finds a Java by itself
 */
record NoDaemon(Launcher launcher, boolean javaIsInPath) {
  /** What cron gives its commands, and what our hooks look through first. */
  private static final List<Path> SYSTEM_PATH = List.of(Path.of("/usr/bin"), Path.of("/bin"));

  /** Of util-linux, and of busybox. */
  private static final String LOCK_PROGRAM = "flock";

  /**
   * Looks whether it can be.
   *
   * @throws WrongUsageException when spool or store are not this account's, or a program is missing
   */
  static NoDaemon of(ServerSettings settings, Path folder, Map<String, String> environment)
      throws IOException, WrongUsageException {
    Path store = Stores.file(settings.store()).toAbsolutePath();
    Path folderOfStore = Objects.requireNonNull(store.getParent());
    Files.createDirectories(folderOfStore);
    SoleAccount account = SoleAccount.current();
    for (Path each : List.of(settings.spool(), folderOfStore, store)) {
      Optional<String> objection =
          Files.exists(each) ? account.objectionToOwner(each) : Optional.empty();
      if (objection.isPresent()) {
        throw new WrongUsageException(objection.get());
      }
    }
    if (SYSTEM_PATH.stream().noneMatch(each -> Files.isExecutable(each.resolve(LOCK_PROGRAM)))) {
      throw new WrongUsageException("--no-daemon needs 'flock' in /usr/bin; it is in util-linux");
    }
    String javaHome = environment.get("JAVA_HOME");
    Path java =
        Path.of(
            javaHome == null || javaHome.isEmpty() ? System.getProperty("java.home") : javaHome);
    try {
      Path drains = store.resolveSibling(store.getFileName() + ".drain");
      return new NoDaemon(
          new Launcher(ServiceAccount.program(), folder, java, drains),
          SYSTEM_PATH.stream().anyMatch(each -> Files.isExecutable(each.resolve("java"))));
    } catch (IllegalArgumentException e) {
      throw new WrongUsageException(String.valueOf(e.getMessage()));
    }
  }

  /** Looks every five minutes; cron's own mark of a line's end is escaped. */
  String cronLine() {
    Stream<String> java =
        javaIsInPath
            ? Stream.empty()
            : Stream.of("JAVA_HOME=" + ShellWord.quote(launcher.javaHome().toString()));
    Stream<String> drain =
        Stream.of(
            ShellWord.quote(launcher.program().toString()),
            "drain",
            "--config",
            ShellWord.quote(launcher.configuration().toString()),
            ">/dev/null 2>&1");
    String command = String.join(" ", Stream.concat(java, drain).toList());
    return "*/5 * * * * " + command.replace("%", "\\%");
  }
}
