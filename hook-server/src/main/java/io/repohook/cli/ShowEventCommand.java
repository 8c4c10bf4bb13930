package io.repohook.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

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
      byte[] body =
          opened
              .history()
              .event(id)
              .orElseThrow(() -> new WrongUsageException("there is no event " + id))
              .body();
      terminal.out().println(new String(body, UTF_8));
    }
    return Cli.DONE;
  }
}
