package io.repohook.server;

import io.repohook.channel.http.HttpClients;
import io.repohook.config.ConfigWatch;
import io.repohook.config.Problem;
import io.repohook.config.ServerSettings;
import io.repohook.route.Routes;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The configuration of a running program: the last one that had no errors.
 *
 * <p>When files change and the new ones are wrong, the program goes on with what it has and says so
 * until they are right. Reading is thread-safe; {@link #refresh} is for one thread: the one that
 * looks into the spool.
 */
public final class LiveConfiguration {
  private static final Logger log = LoggerFactory.getLogger(LiveConfiguration.class);

  private final Map<String, String> environment;
  private final HttpClients http;
  private final InstantSource clock;
  private final ConfigWatch watch;
  private volatile Configuration current;
  private volatile List<Problem> rejected = List.of();

  private LiveConfiguration(
      Configuration first,
      ConfigWatch watch,
      Map<String, String> environment,
      HttpClients http,
      InstantSource clock) {
    this.current = first;
    this.watch = watch;
    this.environment = environment;
    this.http = http;
    this.clock = clock;
  }

  /**
   * Reads the folder for the first time.
   *
   * @throws UnusableConfigurationException when it has errors: there is nothing to go on with
   */
  public static LiveConfiguration open(
      Path folder, Map<String, String> environment, HttpClients http, InstantSource clock)
      throws UnusableConfigurationException {
    ConfigWatch watch = new ConfigWatch(folder);
    Configuration first = Configuration.read(folder, environment, http, clock);
    if (!first.isSound()) {
      throw new UnusableConfigurationException(first.problems().errors());
    }
    first.problems().warnings().forEach(each -> log.warn("{}", each));
    return new LiveConfiguration(first, watch, environment, http, clock);
  }

  /** Reads the folder again if anything in it has changed. */
  public void refresh() {
    if (!watch.changed()) {
      return;
    }
    Configuration read = Configuration.read(current.folder(), environment, http, clock);
    rejected = List.copyOf(read.problems().errors());
    if (!rejected.isEmpty()) {
      log.error(
          "the configuration has changed and is wrong; going on with the one from before:\n{}",
          String.join("\n", rejected.stream().map(each -> "  " + each).toList()));
      return;
    }
    warnOfWhatNeedsRestart(current.server(), read.server());
    current = read;
    log.info("the configuration has changed and is in force");
  }

  private static void warnOfWhatNeedsRestart(ServerSettings before, ServerSettings after) {
    if (!before.spool().equals(after.spool())
        || !before.store().equals(after.store())
        || !before.listen().equals(after.listen())
        || !before.dispatch().equals(after.dispatch())) {
      log.warn("spool, store, listen and dispatch are read at the start: restart to change them");
    }
  }

  public Configuration current() {
    return current;
  }

  public Routes routes() {
    return current.routes();
  }

  public ServerSettings server() {
    return current.server();
  }

  /** What is wrong with the files as they are now; empty while the current ones are in force. */
  public List<Problem> rejected() {
    return rejected;
  }
}
