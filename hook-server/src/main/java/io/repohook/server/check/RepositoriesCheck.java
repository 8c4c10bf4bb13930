package io.repohook.server.check;

import io.repohook.git.install.GitRepository;
import io.repohook.git.install.GitRoots;
import io.repohook.git.install.HookInstaller;
import io.repohook.git.install.HookState;
import io.repohook.server.Configuration;
import io.repohook.spool.SpoolWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The repositories: their names, and of those that somebody wants to hear of, hook and access. */
final class RepositoriesCheck {
  private final Configuration configuration;
  private final Account service;
  private final Findings findings;
  private final HookInstaller installer;

  RepositoriesCheck(Configuration configuration, Account service, Findings findings) {
    this.configuration = configuration;
    this.service = service;
    this.findings = findings;
    Path spool = configuration.server().spool();
    this.installer = new HookInstaller(spool, new SpoolWriter(spool));
  }

  void run() throws IOException {
    GitRoots.Found found = new GitRoots(configuration.server().git().roots()).find();
    for (GitRoots.Unreadable each : found.unreadable()) {
      if (Files.notExists(each.folder())) {
        findings.warn(
            "git.roots",
            each.folder() + " is not there, and what its repositories reported waits",
            "mount its disk, or name another folder");
        continue;
      }
      findings.warn(
          "git.roots",
          each.folder() + " cannot be read: " + each.reason(),
          "let this account read it");
    }
    found.repositories().forEach(this::name);
    List<GitRepository> all = new ArrayList<>(found.repositories());
    configuration
        .routes()
        .names()
        .explicit()
        .forEach((name, path) -> all.add(new GitRepository(name, path)));
    List<GitRepository> wanted =
        all.stream()
            .filter(each -> !configuration.routes().subscriptions(each.name()).isEmpty())
            .toList();
    for (GitRepository each : wanted) {
      hook(each);
      access(each);
    }
    new PushersCheck(configuration.server().spool(), findings)
        .run(wanted.stream().filter(each -> Files.isDirectory(each.path())).toList());
  }

  private void name(GitRepository repository) {
    configuration
        .routes()
        .names()
        .namesake(repository.path())
        .ifPresent(
            other ->
                findings.error(
                    "git.roots",
                    repository.path() + " has the name of " + other,
                    "give one of them a name of its own: 'git: PATH' in repositories/NAME.yaml"));
  }

  private void hook(GitRepository repository) {
    String install = "run: repohook install " + repository.path();
    HookState state = installer.state(repository.path());
    String name = repository.name();
    switch (state) {
      case CURRENT -> {}
      case MISSING -> findings.warn("", name + " has subscriptions but no hook", install);
      case FOREIGN ->
          findings.warn(
              "",
              "the hook post-receive of " + name + " is another one than ours",
              install + ", which keeps it and runs it after ours");
      case OUTDATED ->
          findings.warn(
              "",
              "the hook of " + name + " is of another version, or writes into another spool",
              install);
      case CHANGED_BY_HAND ->
          findings.warn(
              "",
              "the hook of " + name + " was changed by hand",
              "put the changes into post-receive.repohook-chained, delete it and " + install);
      case NOT_EXECUTABLE ->
          findings.warn(
              "", "the hook of " + name + " is not executable: git does not run it", install);
      case UNREADABLE ->
          findings.warn(
              "",
              "whether %s has the hook cannot be seen by %s".formatted(name, service.name()),
              "let that account read " + repository.path());
    }
  }

  private void access(GitRepository repository) throws IOException {
    Path path = repository.path();
    if (!Files.isDirectory(path)) {
      return; // Its hook's state has been told.
    }
    Optional<Path> unreadable = ReadableRepository.firstUnreadable(path);
    if (unreadable.isPresent()) {
      findings.warn(
          "",
          "%s cannot read %s: the pushes to %s would be told without their commits, or wait"
              .formatted(service.name(), unreadable.get(), repository.name()),
          letItRead(path));
    }
  }

  private String letItRead(Path repository) throws IOException {
    String group = FileMode.of(repository).group();
    String open = "chmod -R g+rX " + repository;
    return service.groups().contains(group)
        ? "run as root: " + open
        : "run as root: usermod --append --groups %s %s && %s, and start the service again"
            .formatted(group, service.name(), open);
  }
}
