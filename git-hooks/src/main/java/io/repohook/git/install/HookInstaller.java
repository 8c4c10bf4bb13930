package io.repohook.git.install;

import io.repohook.spool.SpoolWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.eclipse.jgit.errors.ConfigInvalidException;

/**
 * Puts the hook into git repositories and takes it out again.
 *
 * <p>A hook that is there already is kept beside ours, and ours runs it; taking ours away puts it
 * back. Pushes may come while it works. Installing again changes nothing.
 *
 * <p>A repository is given by its bare folder, its work tree or its {@code .git}. What cannot be
 * done is an answer, not an exception, so that one repository does not stop the others.
 *
 * <p>Thread-safe, as long as no two threads work on one repository.
 */
public final class HookInstaller {
  private final Shim shim;
  private final Installation installation;
  private final Uninstallation uninstallation;

  /**
   * @param spool the folder that the hook writes into; its path becomes part of the hook
   * @param writer writes into the same folder: the refs of a repository, before its first push
   */
  public HookInstaller(Path spool, SpoolWriter writer) {
    Path absolute = spool.toAbsolutePath().normalize();
    this.shim = new Shim(absolute);
    this.installation = new Installation(shim, absolute, writer);
    this.uninstallation = new Uninstallation(shim);
  }

  /** Installs into one repository. */
  public Installed install(Path repository) {
    return inRepository(repository, installation::run, Installed.Refused::new);
  }

  /** Whether git would run the hook in that repository, as far as this account can see. */
  public boolean isInstalled(Path repository) {
    try {
      Optional<Path> found = GitFolder.at(repository);
      return found.isPresent()
          && shim.kind(HooksFolder.of(found.get()).postReceive()) == Shim.Kind.CURRENT;
    } catch (IOException | ConfigInvalidException e) {
      return false;
    }
  }

  /** Uninstalls from one repository. */
  public Uninstalled uninstall(Path repository) {
    return inRepository(repository, uninstallation::run, Uninstalled.Refused::new);
  }

  /** Installs into each repository given, and into all below each other folder given. */
  public List<Installed> installAll(List<Path> paths) {
    return inAll(paths, this::install, Installed.Refused::new);
  }

  /** Uninstalls from each repository given, and from all below each other folder given. */
  public List<Uninstalled> uninstallAll(List<Path> paths) {
    return inAll(paths, this::uninstall, Uninstalled.Refused::new);
  }

  /** What is done in a repository, once its hooks folder is known. */
  private interface Work<T> {
    T in(Path repository, HooksFolder hooks) throws IOException;
  }

  private static <T> T inRepository(Path path, Work<T> work, BiFunction<Path, String, T> refused) {
    Path at = path;
    try {
      Optional<Path> repository = GitFolder.at(path);
      if (repository.isEmpty()) {
        return refused.apply(
            path, "it is no git repository; name one, or a folder that has some below it");
      }
      HooksFolder hooks = HooksFolder.of(repository.get());
      at = hooks.path();
      return work.in(repository.get(), hooks);
    } catch (IOException e) {
      return refused.apply(path, Trouble.of(e, at));
    } catch (ConfigInvalidException e) {
      return refused.apply(path, "its git configuration is broken: " + e.getMessage());
    }
  }

  private static <T> List<T> inAll(
      List<Path> paths, Function<Path, T> work, BiFunction<Path, String, T> refused) {
    List<T> outcomes = new ArrayList<>();
    for (Path path : paths) {
      GitRoots.Found found = new GitRoots(List.of(path)).find();
      found.repositories().forEach(each -> outcomes.add(work.apply(each.path())));
      found.unreadable().forEach(each -> outcomes.add(refused.apply(each.folder(), each.reason())));
      if (found.repositories().isEmpty() && found.unreadable().isEmpty()) {
        outcomes.add(work.apply(path)); // It says why not.
      }
    }
    return outcomes;
  }
}
