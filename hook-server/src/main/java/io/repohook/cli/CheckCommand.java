package io.repohook.cli;

import io.repohook.channel.http.HttpClients;
import io.repohook.config.Problem;
import io.repohook.config.Severity;
import io.repohook.server.Configuration;
import io.repohook.server.ServiceAccount;
import io.repohook.server.check.Environment;
import java.nio.file.attribute.UserPrincipal;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Looks for everything that is wrong before it matters. */
@Command(
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
  public Integer call() throws Exception {
    try (HttpClients http = setup.http()) {
      Configuration configuration = setup.read(http);
      Optional<UserPrincipal> service = ServiceAccount.toBecome(configuration.server());
      if (service.isPresent()) {
        // Root may do everything; what matters is what the service may.
        throw new RunAgainException(service.get());
      }
      Set<Problem> problems = new LinkedHashSet<>(configuration.problems().all());
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
