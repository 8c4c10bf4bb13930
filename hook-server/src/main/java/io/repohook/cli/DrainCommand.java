package io.repohook.cli;

import io.repohook.channel.http.HttpClients;
import io.repohook.outbox.Store;
import io.repohook.server.Drain;
import io.repohook.server.LiveConfiguration;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** One round instead of a server, for cron. */
@Command(
    description = {
      "Take in what waits, deliver what is due, stay for short retries, then exit.",
      "For cron, or for one repository without a server. Exits with 1 if something that it tried",
      "is not delivered yet, or something is held."
    },
    mixinStandardHelpOptions = true)
final class DrainCommand implements Callable<Integer> {
  @Option(
      names = "--stay",
      paramLabel = "SECONDS",
      defaultValue = "60",
      description = "How long to stay for retries at the most (default: ${DEFAULT-VALUE}).")
  private int seconds;

  private final Terminal terminal;
  @Mixin private final Setup setup;

  DrainCommand(Terminal terminal) {
    this.terminal = terminal;
    this.setup = new Setup(terminal);
  }

  @Override
  public Integer call() throws Exception {
    try (EndBySignal end = new EndBySignal();
        HttpClients http = setup.http()) {
      LiveConfiguration configuration = setup.live(http);
      try (Store store = Setup.store(configuration.server())) {
        Drain drain = new Drain(configuration, store, setup.clock());
        end.by(drain::stop);
        Drain.Drained drained = drain.run(Duration.ofSeconds(seconds));
        terminal
            .out()
            .printf(
                "%d delivered, %d not delivered yet, %d held%n",
                drained.delivered(), drained.notDelivered(), drained.held());
        boolean all = drained.notDelivered() + drained.held() == 0;
        return end.with(all ? Cli.DONE : Cli.FAILED);
      }
    }
  }
}
