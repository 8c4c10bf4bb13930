package io.repohook.cli;

import io.repohook.channel.http.HttpClients;
import io.repohook.route.Subscription;
import io.repohook.server.Configuration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Asks whether a subscription works. */
@Command(
    description = "Send a ping now; print request, response and time.",
    mixinStandardHelpOptions = true)
final class TestCommand implements Callable<Integer> {
  @Mixin private final SubscriptionArguments subscription = new SubscriptionArguments();

  private final Terminal terminal;
  @Mixin private final Setup setup;

  TestCommand(Terminal terminal) {
    this.terminal = terminal;
    this.setup = new Setup(terminal);
  }

  @Override
  public Integer call() throws Exception {
    try (HttpClients http = setup.http()) {
      Configuration configuration = setup.usable(http);
      Subscription asked = subscription.in(configuration);
      return new Pings(terminal, setup.clock()).send(asked) ? Cli.DONE : Cli.FAILED;
    }
  }
}
