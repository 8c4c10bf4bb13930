package io.repohook.cli;

import io.repohook.outbox.Delivery;
import io.repohook.outbox.DeliveryState;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists what was sent, or is to be. */
@Command(description = "List deliveries, the newest first.", mixinStandardHelpOptions = true)
final class DeliveriesCommand implements Callable<Integer> {
  @Option(
      names = "--state",
      paramLabel = "STATE",
      description = "Only these: held, waiting, delivered or failed.")
  private @Nullable String state;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "50",
      description = "At most so many (default: ${DEFAULT-VALUE}).")
  private int limit;

  @Option(names = "--alias", paramLabel = "ALIAS", description = "Only this subscription.")
  private @Nullable String alias;

  private final Terminal terminal;
  @Mixin private final Setup setup;
  @Mixin private final Listing listing = new Listing();
  @Mixin private final HistoryFilter filter = new HistoryFilter();

  DeliveriesCommand(Terminal terminal) {
    this.terminal = terminal;
    this.setup = new Setup(terminal);
  }

  @Override
  public Integer call() throws Exception {
    String word = state;
    DeliveryState wanted = word == null ? null : state(word);
    try (Setup.Opened opened = setup.open()) {
      opened
          .history()
          .deliveries(filter.query(opened.configuration(), alias, wanted, limit, setup.clock()))
          .forEach(this::row);
    }
    listing.print(terminal, "no deliveries");
    return Cli.DONE;
  }

  private static DeliveryState state(String word) throws WrongUsageException {
    try {
      return DeliveryState.named(word);
    } catch (IllegalArgumentException e) {
      throw new WrongUsageException(
          "--state " + word + " is none of held, waiting, delivered, failed");
    }
  }

  private void row(Delivery each) {
    listing
        .row()
        .with("id", each.id())
        .with("created", each.createdAt())
        .with("repository", each.subscription().repository())
        .with("alias", each.subscription().alias())
        .with("recipient", each.recipient().isEmpty() ? null : each.recipient())
        .with("event", each.eventType())
        .with("subject", each.subject())
        .with("state", each.sending() ? "sending" : each.state().wireName())
        .with("attempts", each.attempts())
        .with("reason", each.reason())
        .with("due", each.sending() ? null : each.dueAt());
  }
}
