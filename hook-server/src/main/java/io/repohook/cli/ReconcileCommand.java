package io.repohook.cli;

import io.repohook.git.Reconciler;
import io.repohook.server.Reconcile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Finds changes that no hook reported. */
@Command(
    description = {
      "Compare repositories with what is known of them, and tell what no hook reported.",
      "A change is told after the grace time, unless a hook reports it by then. A repository that",
      "nothing is known of yet begins with the refs that it has."
    },
    mixinStandardHelpOptions = true)
final class ReconcileCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "REPO",
      arity = "0..*",
      description =
          "Repositories by name or path, or folders with repositories below"
              + " (default: all that are known).")
  private List<String> given = List.of();

  private final Terminal terminal;
  @Mixin private final Setup setup;

  ReconcileCommand(Terminal terminal) {
    this.terminal = terminal;
    this.setup = new Setup(terminal);
  }

  @Override
  public Integer call() throws Exception {
    try (Setup.Opened opened = setup.open()) {
      Path spool = Setup.spool(opened.configuration().server());
      Reconcile reconcile =
          new Reconcile(spool, opened.store().outbox(), opened.configuration().routes().names());
      List<Reconcile.Looked> all = new ArrayList<>();
      if (given.isEmpty()) {
        for (String name : reconcile.known()) {
          all.add(reconcile.at(name));
        }
      } else {
        all.addAll(reconcile.in(RepositoryPaths.of(given, opened.configuration())));
      }
      all.forEach(this::tell);
      if (all.isEmpty()) {
        terminal.out().println("nothing is known of any repository yet: name those to begin with");
      }
      return all.stream().anyMatch(each -> each.found() instanceof Reconciler.Found.Unreadable)
          ? Cli.FAILED
          : Cli.DONE;
    }
  }

  private void tell(Reconcile.Looked looked) {
    if (looked.found() instanceof Reconciler.Found.Unreadable unreadable) {
      terminal.err().println(looked.repository() + ": " + unreadable.because());
    } else if (looked.found() instanceof Reconciler.Found.Begun begun) {
      terminal.out().println(looked.repository() + ": begins with " + refs(begun.refs()));
    } else if (looked.found() instanceof Reconciler.Found.Changed changed) {
      terminal
          .out()
          .println(
              looked.repository()
                  + ": "
                  + (changed.refs() == 0
                      ? "as it is known"
                      : refs(changed.refs()) + " changed that no hook has reported yet"));
    }
  }

  private static String refs(int count) {
    return count == 1 ? "1 ref" : count + " refs";
  }
}
