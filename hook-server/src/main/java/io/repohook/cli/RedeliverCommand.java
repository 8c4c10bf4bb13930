package io.repohook.cli;

import io.repohook.outbox.Delivery;
import io.repohook.outbox.DeliveryState;
import io.repohook.outbox.History;
import io.repohook.outbox.Query;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Sends again. */
@Command(
    description = {
      "Send deliveries again: the same id, the same bytes, a fresh retry schedule.",
      "The server sends them at once; without one, run 'repohook drain'."
    },
    mixinStandardHelpOptions = true)
final class RedeliverCommand implements Callable<Integer> {
  @Parameters(paramLabel = "ID", arity = "0..*", description = "Deliveries by their ids.")
  private List<String> ids = List.of();

  @Option(
      names = "--failed",
      description = "All that failed; narrow it down with --since, --repo, --alias.")
  private boolean failed;

  @Option(names = "--alias", paramLabel = "ALIAS", description = "Only this subscription.")
  private @Nullable String alias;

  private final Terminal terminal;
  @Mixin private final Setup setup;
  @Mixin private final HistoryFilter filter = new HistoryFilter();

  RedeliverCommand(Terminal terminal) {
    this.terminal = terminal;
    this.setup = new Setup(terminal);
  }

  @Override
  public Integer call() throws Exception {
    if (failed != ids.isEmpty()) {
      throw new WrongUsageException("give either the ids of deliveries or --failed");
    }
    if (!failed && (alias != null || filter.isGiven())) {
      throw new WrongUsageException("--repo, --alias and --since narrow down --failed, not ids");
    }
    try (Setup.Opened opened = setup.open()) {
      List<String> wanted = new ArrayList<>(ids);
      if (failed) {
        Query query =
            filter.query(
                opened.configuration(),
                alias,
                DeliveryState.FAILED,
                Integer.MAX_VALUE,
                setup.clock());
        opened.history().deliveries(query).stream().map(Delivery::id).forEach(wanted::add);
      }
      List<String> sent = opened.history().redeliver(wanted, setup.clock().instant());
      sent.forEach(terminal.out()::println);
      wanted.removeAll(sent);
      wanted.forEach(each -> terminal.err().println(each + ": " + why(each, opened.history())));
      return wanted.isEmpty() ? Cli.DONE : Cli.FAILED;
    }
  }

  private static String why(String id, History history) {
    return history
        .delivery(id)
        .map(
            each ->
                each.state() == DeliveryState.HELD
                    ? "it waits for an earlier one and is sent after it"
                    : "it could not be rendered, so there is nothing to send")
        .orElse("there is no such delivery");
  }
}
