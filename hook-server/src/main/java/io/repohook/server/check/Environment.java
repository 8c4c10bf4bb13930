package io.repohook.server.check;

import io.repohook.config.Problem;
import io.repohook.server.Configuration;
import io.repohook.server.Stores;
import java.io.IOException;
import java.util.List;

/**
 * Whether the machine is as the configuration needs it, seen by the account that runs this. What is
 * missing here may only not have been made yet, so nearly all of it is warnings.
 */
public final class Environment {
  private final Configuration configuration;

  public Environment(Configuration configuration) {
    this.configuration = configuration;
  }

  /**
   * Everything that a person should look at.
   *
   * @throws IOException when the machine cannot be looked at
   */
  public List<Problem> problems() throws IOException {
    Account service = Account.own();
    Findings findings = new Findings();
    new SpoolCheck(configuration.server().spool(), service, findings).run();
    new StoreCheck(Stores.file(configuration.server().store()), service, findings).run();
    new SecretsCheck(configuration.folder(), new Readers(service), findings)
        .run(configuration.problems().writtenSecrets());
    new RepositoriesCheck(configuration, service, findings).run();
    new FiltersCheck(configuration, service, findings).run();
    new LogsCheck(configuration.artifacts(), findings).run();
    return findings.all();
  }
}
