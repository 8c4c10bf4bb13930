package io.repohook.cli;

import io.repohook.quickstart.Quickstart;
import java.io.File;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Sets up everything in a folder of its own and shows it working. */
@Command(
    description = "Set up everything in a folder of its own, push, and show what arrives.",
    mixinStandardHelpOptions = true)
final class QuickstartCommand implements Callable<Integer> {
  @Option(
      names = "--dir",
      paramLabel = "DIR",
      defaultValue = "quickstart-data",
      description = "The folder (default: ${DEFAULT-VALUE}).")
  private File folder = new File("quickstart-data");

  @Option(
      names = "--once",
      description = "Stop when everything has arrived; exit 0 only if it has.")
  private boolean once;

  private final Terminal terminal;

  QuickstartCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Exception {
    Path data = folder.toPath().toAbsolutePath().normalize();
    String program = System.getProperty("repohook.program", "repohook");
    Quickstart quickstart = new Quickstart(data, terminal.out(), terminal.environment(), program);
    try (EndBySignal end = new EndBySignal()) {
      end.by(quickstart::stop);
      return end.with(quickstart.run(once) ? Cli.DONE : Cli.FAILED);
    }
  }
}
