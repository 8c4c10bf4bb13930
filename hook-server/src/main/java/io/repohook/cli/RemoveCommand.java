package io.repohook.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.repohook.channel.http.HttpClients;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Removes a subscription. */
@Command(
    description = "Remove a subscription from its repository's file.",
    mixinStandardHelpOptions = true)
final class RemoveCommand implements Callable<Integer> {
  @Mixin private final SubscriptionArguments subscription = new SubscriptionArguments();

  @Option(names = "--yes", description = "Do not ask.")
  private boolean yes;

  private final Terminal terminal;
  @Mixin private final Setup setup;

  RemoveCommand(Terminal terminal) {
    this.terminal = terminal;
    this.setup = new Setup(terminal);
  }

  @Override
  public Integer call() throws Exception {
    try (HttpClients http = setup.http();
        EditedSubscription edited = subscription.edit(setup, terminal, http)) {
      edited.mustExist();
      if (!edited.isOwn()) {
        throw new WrongUsageException(
            "%s is inherited from %s; switch it off here with 'repohook disable %s', or remove it"
                    .formatted(edited.key(), edited.inherited().orElseThrow(), edited.key())
                + " from that file");
      }
      if (!yes && !isAgreed(edited)) {
        terminal.err().println("not removed");
        return Cli.FAILED;
      }
      edited.remove();
      edited.save();
      terminal.out().println(edited.key() + ": removed from " + edited.path());
      edited
          .inherited()
          .ifPresent(place -> terminal.out().println("what it inherits from " + place + " holds"));
      return Cli.DONE;
    }
  }

  private boolean isAgreed(EditedSubscription edited) throws IOException, WrongUsageException {
    if (!terminal.isInteractive()) {
      throw new WrongUsageException("nobody is there to ask; to remove it say --yes");
    }
    terminal.out().print("Remove " + edited.key() + " from " + edited.path() + "? [y/N] ");
    terminal.out().flush();
    String answer = new BufferedReader(new InputStreamReader(terminal.in(), UTF_8)).readLine();
    return answer != null && (answer.equals("y") || answer.equals("yes"));
  }
}
