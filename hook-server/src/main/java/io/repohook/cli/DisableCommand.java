package io.repohook.cli;

import io.repohook.channel.http.HttpClients;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Switches a subscription off. */
@Command(
    description = "Switch a subscription off, also an inherited one, for this repository.",
    mixinStandardHelpOptions = true)
final class DisableCommand implements Callable<Integer> {
  @Mixin private final SubscriptionArguments subscription = new SubscriptionArguments();

  private final Terminal terminal;
  @Mixin private final Setup setup;

  DisableCommand(Terminal terminal) {
    this.terminal = terminal;
    this.setup = new Setup(terminal);
  }

  @Override
  public Integer call() throws Exception {
    try (HttpClients http = setup.http();
        EditedSubscription edited = subscription.edit(setup, terminal, http)) {
      edited.mustExist();
      if (!edited.isOn()) {
        terminal.out().println(edited.key() + ": was off already");
        return Cli.DONE;
      }
      edited.assign(Assignment.of("enabled", "false"));
      edited.save();
      terminal.out().println(edited.key() + ": off, in " + edited.path());
      return Cli.DONE;
    }
  }
}
