package io.repohook.cli;

import io.repohook.outbox.Delivery;
import io.repohook.outbox.DeliveryState;
import io.repohook.outbox.Query;
import io.repohook.outbox.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Sends again. */
@Command(
    name = "redeliver",
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
    try (Store store = setup.store()) {
      List<String> wanted = new ArrayList<>(ids);
      if (failed) {
        Query query = filter.query(DeliveryState.FAILED, Integer.MAX_VALUE, setup);
        store.history().deliveries(query).stream().map(Delivery::id).forEach(wanted::add);
      }
      List<String> sent = store.history().redeliver(wanted, setup.clock().instant());
      sent.forEach(terminal.out()::println);
      wanted.removeAll(sent);
      wanted.forEach(each -> terminal.err().println(each + ": " + why(each, store)));
      return wanted.isEmpty() ? Cli.DONE : Cli.FAILED;
    }
  }

  private static String why(String id, Store store) {
    return store
        .history()
        .delivery(id)
        .map(
            each ->
                each.state() == DeliveryState.HELD
                    ? "it waits for an earlier one and is sent after it"
                    : "it could not be rendered, so there is nothing to send")
        .orElse("there is no such delivery");
  }
}
