package io.repohook.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.repohook.event.Actor;
import io.repohook.outbox.RecordedEvent;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Shows one event. */
@Command(
    name = "show",
    description = "Print one event in the native format.",
    mixinStandardHelpOptions = true)
final class ShowEventCommand implements Callable<Integer> {
  @Parameters(paramLabel = "ID", description = "The event's id.")
  private String id = "";

  private final Terminal terminal;
  @Mixin private final Setup setup;

  ShowEventCommand(Terminal terminal) {
    this.terminal = terminal;
    this.setup = new Setup(terminal);
  }

  @Override
  public Integer call() throws Exception {
    try (Setup.Opened opened = setup.open()) {
      RecordedEvent event =
          opened
              .history()
              .event(id)
              .orElseThrow(() -> new WrongUsageException("there is no event " + id));
      terminal.out().println(new String(event.body(), UTF_8));
      Actor learnt = event.learnt();
      if (learnt != null) {
        // Not on standard output, which is the event as it was sent.
        terminal.err().println("its push was reported later: " + words(learnt));
      }
    }
    return Cli.DONE;
  }

  private static String words(Actor actor) {
    String name = actor.name() == null ? "nobody named" : actor.name();
    return actor.address() == null ? name : name + " from " + actor.address();
  }
}
