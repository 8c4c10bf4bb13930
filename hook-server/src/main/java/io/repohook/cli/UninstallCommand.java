package io.repohook.cli;

import io.repohook.channel.http.HttpClients;
import io.repohook.git.install.HookInstaller;
import io.repohook.git.install.Uninstalled;
import io.repohook.server.Configuration;
import io.repohook.spool.SpoolWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Takes the hook out of git repositories. */
@Command(
    description = "Take the hook out of git repositories; a hook that was chained is put back.",
    mixinStandardHelpOptions = true)
final class UninstallCommand implements Callable<Integer> {
  @Mixin private final RepositoryPaths repositories = new RepositoryPaths();

  private final Terminal terminal;
  @Mixin private final Setup setup;

  UninstallCommand(Terminal terminal) {
    this.terminal = terminal;
    this.setup = new Setup(terminal);
  }

  @Override
  public Integer call() throws Exception {
    try (HttpClients http = setup.http()) {
      Configuration configuration = setup.usable(http);
      Path spool = configuration.server().spool();
      HookInstaller installer = new HookInstaller(spool, new SpoolWriter(spool));
      List<Uninstalled> all =
          new ArrayList<>(installer.uninstallAll(repositories.in(configuration)));
      repositories.hooksFolders().forEach(each -> all.add(installer.uninstallFromFolder(each)));
      all.forEach(this::tell);
      return all.stream().anyMatch(Uninstalled.Refused.class::isInstance) ? Cli.FAILED : Cli.DONE;
    }
  }

  private void tell(Uninstalled uninstalled) {
    if (uninstalled instanceof Uninstalled.Refused refused) {
      terminal.err().println(refused.repository() + ": " + refused.reason());
    } else if (uninstalled instanceof Uninstalled.Removed removed) {
      String hook = String.valueOf(removed.hook().getFileName());
      terminal.out().println(removed.repository() + ": " + hook + " removed");
      removed.restored().ifPresent(each -> terminal.out().println("  restored: " + each));
      removed.notes().forEach(note -> terminal.out().println("  " + note));
    } else if (uninstalled instanceof Uninstalled.NotInstalled not) {
      terminal.out().println(not.repository() + ": there is no hook of ours");
      not.notes().forEach(note -> terminal.out().println("  " + note));
    }
  }
}
