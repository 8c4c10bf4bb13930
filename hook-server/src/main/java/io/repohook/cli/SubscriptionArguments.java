package io.repohook.cli;

import io.repohook.channel.http.HttpClients;
import io.repohook.config.edit.CannotEditException;
import io.repohook.route.Subscription;
import io.repohook.server.Configuration;
import java.io.IOException;
import picocli.CommandLine.Parameters;

/** The one subscription that a command was given. */
final class SubscriptionArguments {
  @Parameters(paramLabel = "REPO", index = "0", description = "A repository's name or path.")
  private String repository = "";

  @Parameters(paramLabel = "ALIAS", index = "1", description = "The subscription's alias.")
  private String alias = "";

  /** The subscription in its repository's file, to be changed; the caller closes it. */
  EditedSubscription edit(Setup setup, Terminal terminal, HttpClients http)
      throws IOException, WrongUsageException, CannotEditException {
    return EditedSubscription.open(setup, terminal, http, repository, alias);
  }

  /** The subscription; where there is none, the message names the nearest. */
  Subscription in(Configuration configuration) throws WrongUsageException {
    return Setup.subscription(repository, alias, configuration);
  }
}
