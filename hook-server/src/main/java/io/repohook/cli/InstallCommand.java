package io.repohook.cli;

import io.repohook.channel.http.HttpClients;
import io.repohook.git.install.HookInstaller;
import io.repohook.git.install.Installed;
import io.repohook.server.Configuration;
import io.repohook.spool.SpoolWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Puts the hook into git repositories. */
@Command(
    description = "Put the hook into git repositories; a hook that is there is kept and chained.",
    mixinStandardHelpOptions = true)
final class InstallCommand implements Callable<Integer> {
  @Mixin private final RepositoryPaths repositories = new RepositoryPaths();

  @Option(
      names = "--all-changes",
      description =
          "Also the hook that reports changes made by other means than pushes, such as"
              + " git update-ref or a mirror's fetch. It costs each change of a ref some"
              + " milliseconds.")
  private boolean allChanges;

  @Option(
      names = "--no-daemon",
      description =
          "For repositories that are all one account's own: the hook starts 'repohook drain' after"
              + " each push, so no service is needed. Prints the cron line for long retries.")
  private boolean noDaemon;

  private final Terminal terminal;
  @Mixin private final Setup setup;

  InstallCommand(Terminal terminal) {
    this.terminal = terminal;
    this.setup = new Setup(terminal);
  }

  @Override
  public Integer call() throws Exception {
    try (HttpClients http = setup.http()) {
      Configuration configuration = setup.usable(http);
      Path spool = Setup.spool(configuration.server());
      Optional<NoDaemon> drains =
          noDaemon
              ? Optional.of(
                  NoDaemon.of(configuration.server(), setup.folder(), terminal.environment()))
              : Optional.empty();
      HookInstaller installer =
          new HookInstaller(spool, new SpoolWriter(spool), drains.map(NoDaemon::launcher));
      List<Path> paths = repositories.in(configuration);
      List<Installed> all = new ArrayList<>();
      repositories.hooksFolders().forEach(each -> all.add(installer.installInFolder(each)));
      all.forEach(this::tell);
      for (Installed each : installer.installAll(paths, allChanges)) {
        all.add(each);
        tell(each);
        if (each instanceof Installed.Ready ready) {
          tellIfUnknown(ready.repository(), configuration);
        }
      }
      if (all.stream().anyMatch(Installed.Ready.class::isInstance)) {
        drains.ifPresent(each -> tell(each.cronLine()));
      }
      return all.stream().anyMatch(Installed.Refused.class::isInstance) ? Cli.FAILED : Cli.DONE;
    }
  }

  private void tell(String cronLine) {
    terminal
        .out()
        .println("Retries that are due later than a minute need this line in 'crontab -e':");
    terminal.out().println("  " + cronLine);
  }

  private void tell(Installed installed) {
    if (installed instanceof Installed.Refused refused) {
      terminal.err().println(refused.repository() + ": " + refused.reason());
      return;
    }
    Installed.Ready ready = (Installed.Ready) installed;
    String what =
        switch (ready.how()) {
          case INSTALLED -> "installed";
          case UPDATED -> "updated";
          case ALREADY_THERE -> "already there";
        };
    terminal.out().println(ready.repository() + ": " + ready.hook().getFileName() + " " + what);
    ready.chained().ifPresent(hook -> terminal.out().println("  chained: " + hook));
    ready.notes().forEach(note -> terminal.out().println("  " + note));
  }

  private void tellIfUnknown(Path repository, Configuration configuration) {
    if (configuration.routes().names().at(repository).isEmpty()) {
      terminal
          .out()
          .println(
              "  the configuration does not know it yet: add its folder to git.roots in"
                  + " repohook.yaml, or git: "
                  + repository
                  + " to a file in repositories/");
    }
  }
}
