package io.repohook.cli;

import io.repohook.channel.http.HttpClients;
import io.repohook.config.Problem;
import io.repohook.config.Severity;
import io.repohook.server.Configuration;
import io.repohook.server.Environment;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Looks for everything that is wrong before it matters. */
@Command(
    name = "check",
    description = "Check the configuration and the machine; every problem is listed.",
    mixinStandardHelpOptions = true)
final class CheckCommand implements Callable<Integer> {
  private final Terminal terminal;
  @Mixin private final Setup setup;
  @Mixin private final Listing listing = new Listing();

  CheckCommand(Terminal terminal) {
    this.terminal = terminal;
    this.setup = new Setup(terminal);
  }

  @Override
  public Integer call() {
    try (HttpClients http = setup.http()) {
      Configuration configuration = setup.read(http);
      List<Problem> problems = new ArrayList<>(configuration.problems().all());
      if (configuration.isSound()) {
        problems.addAll(new Environment(configuration).problems());
      }
      long errors = problems.stream().filter(each -> each.severity() == Severity.ERROR).count();
      if (listing.isJson()) {
        problems.forEach(this::row);
        listing.print(terminal, "");
      } else {
        problems.forEach(terminal.out()::println);
        terminal.out().println(errors == 0 ? "the configuration is right" : summary(errors));
      }
      return errors == 0 ? Cli.DONE : Cli.WRONG;
    }
  }

  private static String summary(long errors) {
    return errors == 1 ? "1 error" : errors + " errors";
  }

  private void row(Problem problem) {
    listing
        .row()
        .with("severity", problem.severity().name().toLowerCase(Locale.ROOT))
        .with("file", problem.place().file().toString())
        .with("line", problem.place().line())
        .with("key", problem.key())
        .with("wrong", problem.wrong())
        .with("remedy", problem.remedy());
  }
}
