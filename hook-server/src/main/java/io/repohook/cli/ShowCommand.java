package io.repohook.cli;

import io.repohook.channel.Reason;
import io.repohook.channel.http.HttpClients;
import io.repohook.route.Subscription;
import io.repohook.server.Configuration;
import io.repohook.server.SubscriptionText;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows one subscription. */
@Command(
    description = "Show one subscription; its secrets stay hidden.",
    mixinStandardHelpOptions = true)
final class ShowCommand implements Callable<Integer> {
  @Mixin private final SubscriptionArguments subscription = new SubscriptionArguments();

  private final Terminal terminal;
  @Mixin private final Setup setup;
  @Mixin private final Listing listing = new Listing();

  ShowCommand(Terminal terminal) {
    this.terminal = terminal;
    this.setup = new Setup(terminal);
  }

  @Override
  public Integer call() throws Exception {
    try (HttpClients http = setup.http()) {
      Configuration configuration = setup.usable(http);
      Subscription found = subscription.in(configuration);
      Map<String, String> settings = new LinkedHashMap<>(SubscriptionText.of(found));
      Reason off = Setup.switchedOff(configuration.server()).get(found.key());
      if (off != null) {
        settings.put("switched_off", off.wireName());
      }
      if (listing.isJson()) {
        Listing.print(terminal, settings);
      } else {
        settings.forEach((key, value) -> terminal.out().printf("%-14s %s%n", key, value));
      }
      return Cli.DONE;
    }
  }
}
