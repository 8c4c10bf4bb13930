package io.repohook.cli;

import io.repohook.channel.http.HttpClients;
import io.repohook.outbox.Store;
import io.repohook.outbox.SubscriptionKey;
import io.repohook.server.Configuration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Switches a subscription on again that was switched off because its endpoint was gone. */
@Command(
    name = "enable",
    description = {
      "Switch a subscription on again after its receiver answered 410.",
      "What failed meanwhile is sent by 'redeliver --failed'."
    },
    mixinStandardHelpOptions = true)
final class EnableCommand implements Callable<Integer> {
  @Mixin private final SubscriptionArguments subscription = new SubscriptionArguments();

  private final Terminal terminal;
  @Mixin private final Setup setup;

  EnableCommand(Terminal terminal) {
    this.terminal = terminal;
    this.setup = new Setup(terminal);
  }

  @Override
  public Integer call() throws Exception {
    try (HttpClients http = setup.http()) {
      Configuration configuration = setup.usable(http);
      SubscriptionKey key = subscription.in(configuration).key();
      try (Store store = Setup.store(configuration.server())) {
        boolean wasOff = store.outbox().enable(key);
        terminal.out().println(key + (wasOff ? ": on again" : ": was on already"));
      }
    }
    return Cli.DONE;
  }
}
