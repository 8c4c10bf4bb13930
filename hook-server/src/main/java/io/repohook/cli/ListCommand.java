package io.repohook.cli;

import static java.util.stream.Collectors.joining;

import io.repohook.channel.Reason;
import io.repohook.channel.http.HttpClients;
import io.repohook.event.EventType;
import io.repohook.git.install.GitRepository;
import io.repohook.git.install.GitRoots;
import io.repohook.outbox.SubscriptionKey;
import io.repohook.route.Subscription;
import io.repohook.server.Configuration;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Lists subscriptions. */
@Command(
    description = "List the subscriptions of a repository, or of all.",
    mixinStandardHelpOptions = true)
final class ListCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "REPO",
      arity = "0..1",
      description = "A repository's name or path (default: all).")
  private @Nullable String repository;

  private final Terminal terminal;
  @Mixin private final Setup setup;
  @Mixin private final Listing listing = new Listing();

  ListCommand(Terminal terminal) {
    this.terminal = terminal;
    this.setup = new Setup(terminal);
  }

  @Override
  public Integer call() throws Exception {
    try (HttpClients http = setup.http()) {
      Configuration configuration = setup.usable(http);
      String given = repository;
      Set<String> names =
          given == null ? all(configuration) : Set.of(Setup.repository(given, configuration));
      Map<SubscriptionKey, Reason> off = Setup.switchedOff(configuration.server());
      for (String name : names) {
        configuration.routes().subscriptions(name).forEach(each -> row(each, off.get(each.key())));
      }
      listing.print(terminal, "no subscriptions; 'repohook add' makes one");
      return Cli.DONE;
    }
  }

  private static Set<String> all(Configuration configuration) {
    Set<String> names = new TreeSet<>(configuration.routes().configured());
    new GitRoots(configuration.server().git().roots())
        .find().repositories().stream().map(GitRepository::name).forEach(names::add);
    return names;
  }

  private void row(Subscription each, @Nullable Reason off) {
    listing
        .row()
        .with("repository", each.key().repository())
        .with("alias", each.key().alias())
        .with("enabled", each.enabled())
        .with("switched_off", off == null ? null : off.wireName())
        .with("endpoint", each.channel().endpoint())
        .with(
            "events",
            each.events().stream().map(EventType::wireName).sorted().collect(joining(",")))
        .with("place", each.place().toString());
  }
}
