package io.repohook.server;

import io.repohook.config.Place;
import io.repohook.config.Problem;
import io.repohook.config.Severity;
import io.repohook.git.install.GitRepository;
import io.repohook.git.install.GitRoots;
import io.repohook.git.install.HookInstaller;
import io.repohook.route.RepositoryNames;
import io.repohook.spool.SpoolWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether the machine is as the configuration needs it. What is missing here may only not have been
 * made yet, so all of it is warnings.
 */
public final class Environment {
  private final Configuration configuration;
  private final List<Problem> problems = new ArrayList<>();

  public Environment(Configuration configuration) {
    this.configuration = configuration;
  }

  /** Everything that a person should look at. */
  public List<Problem> problems() {
    spool();
    store();
    repositories();
    return List.copyOf(problems);
  }

  private void spool() {
    Path spool = configuration.server().spool();
    if (!Files.isDirectory(spool)) {
      warn("spool", spool + " does not exist", "'repohook install' or 'repohook serve' makes it");
    } else if (!Files.isWritable(spool) || !Files.isReadable(spool)) {
      warn(
          "spool",
          "this account cannot use " + spool,
          "run as the account that owns it, or make it with mode 3733");
    }
  }

  private void store() {
    Path file = Stores.file(configuration.server().store());
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      warn("store", "its folder " + folder + " does not exist", "'repohook serve' makes it");
    } else if (!Files.isWritable(Files.exists(file) ? file : folder)) {
      warn("store", "this account cannot write " + file, "run as the account that owns it");
    }
  }

  private void repositories() {
    Path spool = configuration.server().spool();
    HookInstaller installer = new HookInstaller(spool, new SpoolWriter(spool));
    GitRoots.Found found = new GitRoots(configuration.server().git().roots()).find();
    for (GitRoots.Unreadable each : found.unreadable()) {
      warn(
          "git.roots",
          each.folder() + " cannot be read: " + each.reason(),
          "let this account read it");
    }
    found.repositories().forEach(this::name);
    found.repositories().forEach(each -> hook(each, installer));
    configuration
        .routes()
        .names()
        .explicit()
        .forEach((name, path) -> hook(new GitRepository(name, path), installer));
  }

  private void name(GitRepository repository) {
    RepositoryNames names = configuration.routes().names();
    names
        .namesake(repository.path())
        .ifPresent(
            other ->
                add(
                    Severity.ERROR,
                    "git.roots",
                    repository.path() + " has the name of " + other,
                    "give one of them a name of its own: 'git: PATH' in repositories/NAME.yaml"));
  }

  private void hook(GitRepository repository, HookInstaller installer) {
    if (configuration.routes().subscriptions(repository.name()).isEmpty()) {
      return; // Nobody wants to hear of it.
    }
    if (!installer.isInstalled(repository.path())) {
      warn(
          "",
          repository.name() + " has subscriptions but no hook",
          "run: repohook install " + repository.path());
    }
  }

  private void warn(String key, String wrong, String remedy) {
    add(Severity.WARNING, key, wrong, remedy);
  }

  private void add(Severity severity, String key, String wrong, String remedy) {
    Place place = new Place(Path.of("repohook.yaml"), 1);
    problems.add(new Problem(severity, place, key, wrong, remedy));
  }
}
