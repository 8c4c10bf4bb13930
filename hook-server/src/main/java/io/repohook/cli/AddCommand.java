package io.repohook.cli;

import io.repohook.channel.http.HttpClients;
import io.repohook.config.Place;
import io.repohook.route.Subscription;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Adds a subscription. */
@Command(
    description = {
      "Add a subscription to a repository's file.",
      "A URL or secret given as - is read from standard input, a line each in the order of the"
          + " arguments, and kept in secrets/."
    },
    mixinStandardHelpOptions = true)
final class AddCommand implements Callable<Integer> {
  @Mixin private final SubscriptionArguments subscription = new SubscriptionArguments();

  @Parameters(
      paramLabel = "KEY=VALUE",
      index = "2..*",
      description = "More of its settings, as 'set' takes them.")
  private List<String> more = List.of();

  @Option(names = "--webhook", paramLabel = "URL", description = "Post to this URL, or - .")
  private @Nullable String webhook;

  @Option(names = "--slack", paramLabel = "URL", description = "To Slack: - for its webhook's URL.")
  private @Nullable String slack;

  @Option(names = "--teams", paramLabel = "URL", description = "To Teams: - for its webhook's URL.")
  private @Nullable String teams;

  @Option(names = "--email", paramLabel = "ADDR", description = "By mail to these addresses.")
  private @Nullable String email;

  @Option(
      names = "--events",
      paramLabel = "TYPE,...",
      description = "Which events, such as git.push,git.tag.")
  private @Nullable String events;

  @Option(names = "--format", paramLabel = "FORMAT", description = "How a webhook's body looks.")
  private @Nullable String format;

  @Option(names = "--test", description = "Send a ping first, and add it only if that arrives.")
  private boolean test;

  private final Terminal terminal;
  @Mixin private final Setup setup;

  AddCommand(Terminal terminal) {
    this.terminal = terminal;
    this.setup = new Setup(terminal);
  }

  @Override
  public Integer call() throws Exception {
    List<Assignment> settings = settings();
    try (HttpClients http = setup.http();
        EditedSubscription edited = subscription.edit(setup, terminal, http)) {
      Optional<String> there =
          edited.isOwn()
              ? Optional.of(edited.path().toString())
              : edited.inherited().map(Place::toString);
      if (there.isPresent()) {
        throw new WrongUsageException(
            edited.key() + " is there already, in " + there.get() + "; change it with 'set'");
      }
      for (Assignment each : settings) {
        edited.assign(each);
      }
      Optional<Subscription> added = edited.check().routes().subscription(edited.key());
      if (test && !(added.isPresent() && new Pings(terminal, setup.clock()).send(added.get()))) {
        terminal.err().println("not added: its ping did not arrive");
        return Cli.FAILED;
      }
      edited.save();
      terminal.out().println(edited.key() + ": added to " + edited.path());
      if (!edited.isKnown()) {
        terminal
            .out()
            .println("no repository of that name lies below git.roots; it counts once one does");
      }
      return Cli.DONE;
    }
  }

  private List<Assignment> settings() throws WrongUsageException {
    Map<String, @Nullable String> channels = new LinkedHashMap<>();
    channels.put("webhook", webhook);
    channels.put("slack", slack);
    channels.put("teams", teams);
    channels.put("email", email);
    channels.values().removeIf(value -> value == null);
    if (channels.size() != 1) {
      throw new WrongUsageException("give one of --webhook, --slack, --teams and --email");
    }
    channels.put("events", events);
    channels.put("format", format);
    List<Assignment> settings = new ArrayList<>();
    for (Map.Entry<String, @Nullable String> each : channels.entrySet()) {
      String value = each.getValue();
      if (value != null) {
        settings.add(Assignment.of(each.getKey(), value));
      }
    }
    for (String each : more) {
      settings.add(Assignment.parse(each));
    }
    return settings;
  }
}
