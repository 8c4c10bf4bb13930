package io.repohook.cli;

import io.repohook.config.edit.CannotEditException;
import io.repohook.outbox.StoreException;
import io.repohook.server.ServiceAccount;
import io.repohook.server.UnusableConfigurationException;
import io.repohook.server.Version;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
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
    known(args).forEach((name, make) -> commands.addSubcommand(name, make.get()));
    commands.setOut(terminal.out());
    commands.setErr(terminal.err());
    commands.setExecutionExceptionHandler((e, command, parsed) -> explain(e, List.of(args)));
    if (args.length == 0) {
      commands.usage(terminal.out());
      return WRONG;
    }
    return commands.execute(args);
  }

  /** The command that is asked for, or else all: to make ready what nobody asks for takes time. */
  private Map<String, Supplier<Object>> known(String... args) {
    Map<String, Supplier<Object>> all = all();
    Supplier<Object> asked = args.length == 0 ? null : all.get(args[0]);
    return asked == null ? all : Map.of(args[0], asked);
  }

  /** By name, in the order in which help lists them. */
  private Map<String, Supplier<Object>> all() {
    Map<String, Supplier<Object>> all = new LinkedHashMap<>();
    all.put("quickstart", () -> new QuickstartCommand(terminal));
    all.put("install", () -> new InstallCommand(terminal));
    all.put("uninstall", () -> new UninstallCommand(terminal));
    all.put("serve", () -> new ServeCommand(terminal));
    all.put("drain", () -> new DrainCommand(terminal));
    all.put("reconcile", () -> new ReconcileCommand(terminal));
    all.put("run", () -> new CommandLine(new RunCommand(terminal)).setStopAtPositional(true));
    all.put("emit", () -> new EmitCommand(terminal));
    all.put("check", () -> new CheckCommand(terminal));
    all.put("list", () -> new ListCommand(terminal));
    all.put("show", () -> new ShowCommand(terminal));
    all.put("test", () -> new TestCommand(terminal));
    all.put("explain", () -> new ExplainCommand(terminal));
    all.put("add", () -> new AddCommand(terminal));
    all.put("set", () -> new SetCommand(terminal));
    all.put("remove", () -> new RemoveCommand(terminal));
    all.put("enable", () -> new EnableCommand(terminal));
    all.put("disable", () -> new DisableCommand(terminal));
    all.put(
        "events",
        () ->
            new CommandLine(new EventsCommand(terminal))
                .addSubcommand(new ShowEventCommand(terminal)));
    all.put(
        "deliveries",
        () ->
            new CommandLine(new DeliveriesCommand(terminal))
                .addSubcommand(new ShowDeliveryCommand(terminal)));
    all.put("redeliver", () -> new RedeliverCommand(terminal));
    all.put("status", () -> new StatusCommand(terminal));
    return all;
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
