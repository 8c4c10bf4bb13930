package io.repohook.cli;

import io.repohook.route.Subscription;
import io.repohook.server.Configuration;
import picocli.CommandLine.Parameters;

/** The one subscription that a command was given. */
final class SubscriptionArguments {
  @Parameters(paramLabel = "REPO", index = "0", description = "A repository's name or path.")
  private String repository = "";

  @Parameters(paramLabel = "ALIAS", index = "1", description = "The subscription's alias.")
  private String alias = "";

  /** The subscription; where there is none, the message names the nearest. */
  Subscription in(Configuration configuration) throws WrongUsageException {
    return Setup.subscription(repository, alias, configuration);
  }
}
