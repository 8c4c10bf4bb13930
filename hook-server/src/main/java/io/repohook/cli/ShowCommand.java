package io.repohook.cli;

import io.repohook.channel.http.HttpClients;
import io.repohook.route.Subscription;
import io.repohook.server.Configuration;
import io.repohook.server.SubscriptionText;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Shows one subscription. */
@Command(
    name = "show",
    description = "Show one subscription; its secrets stay hidden.",
    mixinStandardHelpOptions = true)
final class ShowCommand implements Callable<Integer> {
  @Parameters(paramLabel = "REPO", index = "0", description = "A repository's name or path.")
  private String repository = "";

  @Parameters(paramLabel = "ALIAS", index = "1", description = "The subscription's alias.")
  private String alias = "";

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
      Subscription found = Setup.subscription(repository, alias, configuration);
      Map<String, String> settings = SubscriptionText.of(found);
      if (listing.isJson()) {
        Listing.print(terminal, settings);
      } else {
        settings.forEach((key, value) -> terminal.out().printf("%-14s %s%n", key, value));
      }
      return Cli.DONE;
    }
  }
}
