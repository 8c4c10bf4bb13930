package io.repohook.server;

import io.repohook.event.Repository;
import io.repohook.git.Reconciler;
import io.repohook.git.install.GitRepository;
import io.repohook.git.install.GitRoots;
import io.repohook.git.install.HookInstaller;
import io.repohook.outbox.Outbox;
import io.repohook.route.RepositoryNames;
import io.repohook.spool.SpoolWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Looks at repositories for changes that no hook reported, and spools what it finds. */
public final class Reconcile {
  private final Reconciler reconciler;
  private final HookInstaller hooks;
  private final Outbox outbox;
  private final RepositoryNames names;

  public Reconcile(Path spool, Outbox outbox, RepositoryNames names) {
    SpoolWriter writer = new SpoolWriter(spool);
    this.reconciler = new Reconciler(writer);
    this.hooks = new HookInstaller(spool, writer);
    this.outbox = outbox;
    this.names = names;
  }

  /**
   * What a look found.
   *
   * @param repository the repository's name, or its path where it has none
   */
  public record Looked(String repository, Reconciler.Found found) {}

  /** The git repositories whose refs are remembered. */
  public List<String> known() {
    return outbox.repositories();
  }

  /** Whether the repository of that name has the hook: one that was uninstalled is to be silent. */
  public boolean hasHook(String name) {
    return names.path(name).filter(hooks::isAnyInstalled).isPresent();
  }

  /** Looks at the repository of that name. */
  public Looked at(String name) throws IOException {
    Optional<Path> path = names.path(name);
    if (path.isEmpty()) {
      return new Looked(name, new Reconciler.Found.Unreadable("it is not there any more"));
    }
    for (GitRepository each : new GitRoots(List.of(path.get())).find().repositories()) {
      if (names.at(each.path()).equals(Optional.of(Repository.git(name)))) {
        return look(name, each.path());
      }
    }
    return new Looked(
        name, new Reconciler.Found.Unreadable("there is no git repository at " + path.get()));
  }

  /** Looks at each repository given, and at all below each other folder given. */
  public List<Looked> in(List<Path> paths) throws IOException {
    List<Looked> looked = new ArrayList<>();
    for (Path path : paths) {
      GitRoots.Found found = new GitRoots(List.of(path)).find();
      for (GitRepository each : found.repositories()) {
        Optional<Repository> repository = names.at(each.path());
        looked.add(
            repository.isPresent()
                ? look(repository.get().name(), each.path())
                : unknown(each.path(), "the configuration does not know it"));
      }
      for (GitRoots.Unreadable each : found.unreadable()) {
        looked.add(unknown(each.folder(), each.reason()));
      }
      if (found.repositories().isEmpty() && found.unreadable().isEmpty()) {
        looked.add(unknown(path, "there is no git repository"));
      }
    }
    return looked;
  }

  private static Looked unknown(Path path, String because) {
    return new Looked(path.toString(), new Reconciler.Found.Unreadable(because));
  }

  private Looked look(String name, Path repository) throws IOException {
    return new Looked(name, reconciler.look(repository, outbox.state(name)));
  }
}
