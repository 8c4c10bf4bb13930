package io.repohook.cli;

import io.repohook.channel.http.HttpClients;
import io.repohook.outbox.Store;
import io.repohook.server.Stores;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Switches a subscription on: in its file, and after its endpoint said that it was gone. */
@Command(
    description = {
      "Switch a subscription on, whether 'disable' or its receiver's answer 410 switched it off.",
      "What failed meanwhile is sent by 'redeliver --failed'."
    },
    mixinStandardHelpOptions = true)
final class EnableCommand implements Callable<Integer> {
  @Mixin private final SubscriptionArguments subscription = new SubscriptionArguments();

  private final Terminal terminal;
  @Mixin private final Setup setup;

  EnableCommand(Terminal terminal) {
    this.terminal = terminal;
    this.setup = new Setup(terminal);
  }

  @Override
  public Integer call() throws Exception {
    try (HttpClients http = setup.http();
        EditedSubscription edited = subscription.edit(setup, terminal, http)) {
      edited.mustExist();
      boolean wasOff = false;
      if (!edited.isOn()) {
        edited.assign(Assignment.of("enabled", "true"));
        wasOff = edited.save();
        terminal.out().println(edited.key() + ": on again, in " + edited.path());
      }
      Path store = Stores.file(edited.configuration().server().store());
      if (Files.exists(store) && !Files.isWritable(store)) {
        terminal
            .err()
            .println(
                "whether its receiver's 410 switched it off, only the service's account can see");
      } else if (Files.exists(store)) {
        wasOff |= afterGone(edited);
      }
      if (!wasOff) {
        terminal.out().println(edited.key() + ": is on");
      }
      return Cli.DONE;
    }
  }

  private boolean afterGone(EditedSubscription edited) throws Exception {
    try (Store store = Setup.store(edited.configuration().server())) {
      boolean wasOff = store.outbox().enable(edited.key());
      if (wasOff) {
        terminal.out().println(edited.key() + ": on again, after its receiver had answered 410");
      }
      return wasOff;
    }
  }
}
