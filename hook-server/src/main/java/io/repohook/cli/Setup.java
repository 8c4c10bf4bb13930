package io.repohook.cli;

import io.repohook.channel.Reason;
import io.repohook.channel.http.HttpClients;
import io.repohook.config.NearestWord;
import io.repohook.config.ServerSettings;
import io.repohook.event.Repository;
import io.repohook.outbox.History;
import io.repohook.outbox.Store;
import io.repohook.outbox.SubscriptionKey;
import io.repohook.route.Subscription;
import io.repohook.server.Configuration;
import io.repohook.server.LiveConfiguration;
import io.repohook.server.ServiceAccount;
import io.repohook.server.Stores;
import io.repohook.server.UnusableConfigurationException;
import io.repohook.spool.Spool;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the configuration is, and what a command opens of it. */
final class Setup {
  private static final String VARIABLE = "REPOHOOK_CONFIG";
  private static final String DEFAULT = "/etc/repohook";

  @Option(
      names = "--config",
      paramLabel = "DIR",
      description = "The configuration folder (default: $" + VARIABLE + " or " + DEFAULT + ").")
  private @Nullable File config;

  private final Terminal terminal;
  private final InstantSource clock = InstantSource.system();

  Setup(Terminal terminal) {
    this.terminal = terminal;
  }

  InstantSource clock() {
    return clock;
  }

  Path folder() {
    File named = config;
    String chosen =
        named != null ? named.getPath() : terminal.environment().getOrDefault(VARIABLE, DEFAULT);
    return Path.of(chosen).toAbsolutePath().normalize();
  }

  /** Reads the configuration, right or wrong. */
  Configuration read(HttpClients http) {
    return Configuration.read(folder(), terminal.environment(), http, clock);
  }

  /** The same as it would be with other files: what they would say, by path. */
  Configuration read(HttpClients http, Map<Path, String> drafts) {
    return Configuration.read(folder(), terminal.environment(), http, clock, drafts);
  }

  /** Reads the configuration; one with errors cannot be used. */
  Configuration usable(HttpClients http) throws UnusableConfigurationException {
    Configuration read = read(http);
    if (!read.isSound()) {
      throw new UnusableConfigurationException(read.problems().errors());
    }
    return read;
  }

  /** The configuration of a program that stays. */
  LiveConfiguration live(HttpClients http) throws UnusableConfigurationException {
    return LiveConfiguration.open(folder(), terminal.environment(), http, clock);
  }

  /** Connections for a command that makes few of them. */
  HttpClients http() {
    return new HttpClients(2, clock);
  }

  /** A store and the configuration that names it. Closing it closes the store. */
  record Opened(Configuration configuration, Store store) implements AutoCloseable {
    History history() {
      return store.history();
    }

    @Override
    public void close() {
      store.close();
    }
  }

  /** Opens the store of a usable configuration; the caller closes it. */
  Opened open() throws UnusableConfigurationException, RunAgainException, IOException {
    try (HttpClients http = http()) {
      Configuration configuration = usable(http);
      return new Opened(configuration, store(configuration.server()));
    }
  }

  /**
   * Opens the store; the caller closes it.
   *
   * @throws RunAgainException when this account must not touch it
   */
  static Store store(ServerSettings settings) throws RunAgainException, IOException {
    Optional<UserPrincipal> owner = ServiceAccount.toBecome(settings);
    if (owner.isPresent()) {
      throw new RunAgainException(owner.get());
    }
    return Stores.open(settings.store());
  }

  /** The folder of the secrets, made where it is missing and given to the service's account. */
  Path secrets(ServerSettings settings) throws IOException {
    Path secrets = folder().resolve("secrets");
    if (!Files.exists(secrets)) {
      Files.createDirectory(
          secrets,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      if (ServiceAccount.toBecome(settings).isPresent()) {
        ServiceAccount.give(secrets, settings);
      }
    }
    return secrets;
  }

  /** What a receiver's 410 has switched off, as far as this account can tell, and why. */
  static Map<SubscriptionKey, Reason> switchedOff(ServerSettings settings)
      throws RunAgainException, IOException {
    if (!Files.isWritable(Stores.file(settings.store()))) {
      return Map.of();
    }
    try (Store store = store(settings)) {
      return store.outbox().disabled();
    }
  }

  /** The spool, made where it is missing and given to the service's account. */
  static Path spool(ServerSettings settings) throws IOException {
    boolean isNew = !Files.exists(settings.spool());
    Path spool = Spool.create(settings.spool()).folder();
    if (isNew && ServiceAccount.toBecome(settings).isPresent()) {
      ServiceAccount.give(spool, settings);
      ServiceAccount.give(spool.resolve(Spool.QUARANTINE), settings);
      ServiceAccount.give(spool.resolve(Spool.TAKING), settings);
    }
    return spool;
  }

  /**
   * The repository's name for what was given: its name, or its path.
   *
   * @throws WrongUsageException when a path is given that the configuration does not cover
   */
  static String repository(String given, Configuration configuration) throws WrongUsageException {
    boolean isPath = given.startsWith("/") || given.startsWith(".");
    if (!isPath) {
      return given;
    }
    return configuration
        .routes()
        .names()
        .at(Path.of(given).toAbsolutePath().normalize())
        .map(Repository::name)
        .orElseThrow(
            () ->
                new WrongUsageException(
                    given + " is below no root of repohook.yaml and in no file of repositories/"));
  }

  /** The subscription of that alias; the message of the failure names the nearest one. */
  static Subscription subscription(String given, String alias, Configuration configuration)
      throws WrongUsageException {
    String repository = repository(given, configuration);
    List<String> aliases =
        configuration.routes().subscriptions(repository).stream()
            .map(each -> each.key().alias())
            .toList();
    return configuration
        .routes()
        .subscription(new SubscriptionKey(repository, alias))
        .orElseThrow(
            () ->
                new WrongUsageException(
                    repository
                        + " has no subscription '"
                        + alias
                        + "'; "
                        + (aliases.isEmpty()
                            ? "it has none at all"
                            : NearestWord.remedy(alias, aliases))));
  }
}
