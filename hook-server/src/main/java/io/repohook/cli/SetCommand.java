package io.repohook.cli;

import io.repohook.channel.http.HttpClients;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Changes a subscription. */
@Command(
    description = {
      "Change a subscription in its repository's file; one that is inherited is overridden there.",
      "KEY= takes a key away. KEY=- reads a secret from standard input, a line each, and keeps it"
          + " in secrets/."
    },
    mixinStandardHelpOptions = true)
final class SetCommand implements Callable<Integer> {
  @Mixin private final SubscriptionArguments subscription = new SubscriptionArguments();

  @Parameters(
      paramLabel = "KEY=VALUE",
      index = "2..*",
      arity = "1..*",
      description = "Such as events=git.push,git.tag or headers.X-Team=blue.")
  private List<String> words = List.of();

  private final Terminal terminal;
  @Mixin private final Setup setup;

  SetCommand(Terminal terminal) {
    this.terminal = terminal;
    this.setup = new Setup(terminal);
  }

  @Override
  public Integer call() throws Exception {
    List<Assignment> settings = new ArrayList<>();
    for (String each : words) {
      settings.add(Assignment.parse(each));
    }
    try (HttpClients http = setup.http();
        EditedSubscription edited = subscription.edit(setup, terminal, http)) {
      edited.mustExist();
      for (Assignment each : settings) {
        edited.assign(each);
      }
      boolean changed = edited.save();
      terminal
          .out()
          .println(edited.key() + (changed ? ": changed in " + edited.path() : ": was so already"));
      return Cli.DONE;
    }
  }
}
