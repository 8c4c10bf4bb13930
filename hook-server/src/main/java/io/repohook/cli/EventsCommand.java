package io.repohook.cli;

import io.repohook.outbox.RecordedEvent;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists what happened. */
@Command(description = "List what happened, the newest first.", mixinStandardHelpOptions = true)
final class EventsCommand implements Callable<Integer> {
  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "50",
      description = "At most so many (default: ${DEFAULT-VALUE}).")
  private int limit;

  private final Terminal terminal;
  @Mixin private final Setup setup;
  @Mixin private final Listing listing = new Listing();
  @Mixin private final HistoryFilter filter = new HistoryFilter();

  EventsCommand(Terminal terminal) {
    this.terminal = terminal;
    this.setup = new Setup(terminal);
  }

  @Override
  public Integer call() throws Exception {
    try (Setup.Opened opened = setup.open()) {
      for (RecordedEvent each :
          opened
              .history()
              .events(filter.query(opened.configuration(), null, null, limit, setup.clock()))) {
        listing
            .row()
            .with("id", each.id())
            .with("at", each.happenedAt())
            .with("repository", each.repository())
            .with("type", each.type())
            .with("subject", each.subject());
      }
      listing.print(terminal, "no events");
    }
    return Cli.DONE;
  }
}
