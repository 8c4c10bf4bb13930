package io.repohook.cli;

import io.repohook.config.edit.CannotEditException;
import io.repohook.outbox.StoreException;
import io.repohook.server.ServiceAccount;
import io.repohook.server.UnusableConfigurationException;
import io.repohook.server.Version;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command {@code repohook} with all that it can do. */
public final class Cli {
  static final int DONE = 0;
  static final int FAILED = 1;
  static final int WRONG = 2;

  private final Terminal terminal;

  public Cli(Terminal terminal) {
    this.terminal = terminal;
  }

  @Command(
      name = "repohook",
      description = "Tells people and systems what happens in self-hosted repositories.",
      synopsisSubcommandLabel = "COMMAND",
      mixinStandardHelpOptions = true)
  private static final class Root {}

  /**
   * Runs one command.
   *
   * @return 0 done, 1 something failed, 2 wrong usage or configuration
   */
  public int run(String... args) {
    CommandLine commands = new CommandLine(new Root());
    commands.getCommandSpec().version("repohook " + Version.current());
    for (Object command : all()) {
      commands.addSubcommand(command);
    }
    commands.setOut(terminal.out());
    commands.setErr(terminal.err());
    commands.setExecutionExceptionHandler((e, command, parsed) -> explain(e, List.of(args)));
    if (args.length == 0) {
      commands.usage(terminal.out());
      return WRONG;
    }
    return commands.execute(args);
  }

  /** In the order in which help lists them. */
  private List<Object> all() {
    return List.of(
        new QuickstartCommand(terminal),
        new InstallCommand(terminal),
        new UninstallCommand(terminal),
        new ServeCommand(terminal),
        new DrainCommand(terminal),
        new ReconcileCommand(terminal),
        new CommandLine(new RunCommand(terminal)).setStopAtPositional(true),
        new EmitCommand(terminal),
        new CheckCommand(terminal),
        new ListCommand(terminal),
        new ShowCommand(terminal),
        new TestCommand(terminal),
        new ExplainCommand(terminal),
        new AddCommand(terminal),
        new SetCommand(terminal),
        new RemoveCommand(terminal),
        new EnableCommand(terminal),
        new DisableCommand(terminal),
        new CommandLine(new EventsCommand(terminal)).addSubcommand(new ShowEventCommand(terminal)),
        new CommandLine(new DeliveriesCommand(terminal))
            .addSubcommand(new ShowDeliveryCommand(terminal)),
        new RedeliverCommand(terminal),
        new StatusCommand(terminal));
  }

  private int explain(Exception e, List<String> args) throws IOException, InterruptedException {
    if (e instanceof RunAgainException again) {
      terminal.out().flush();
      return ServiceAccount.runAgainAs(again.account(), args);
    }
    if (e instanceof UnusableConfigurationException unusable) {
      unusable.problems().forEach(terminal.err()::println);
      return WRONG;
    }
    if (e instanceof CannotEditException) {
      terminal.err().println("repohook: " + e.getMessage());
      return FAILED;
    }
    if (e instanceof WrongUsageException || e instanceof StoreException) {
      terminal.err().println("repohook: " + e.getMessage());
      return e instanceof StoreException ? FAILED : WRONG;
    }
    if (e instanceof IOException) {
      // A bare path or message says little without the kind of failure.
      terminal.err().println("repohook: " + e.getClass().getSimpleName() + ": " + e.getMessage());
      return FAILED;
    }
    e.printStackTrace(terminal.err());
    return FAILED;
  }
}
