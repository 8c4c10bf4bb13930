package io.repohook.git.install;

import io.repohook.spool.SpoolWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.eclipse.jgit.errors.ConfigInvalidException;

/**
 * Puts the hooks into git repositories and takes them out again: the one of pushes, and on demand
 * the one of all changes of refs.
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
  private final boolean startsDrains;
  private final Shim ofPushes;
  private final Installation installation;
  private final Installation installationWithoutBaseline;
  private final Installation installationOfAllChanges;
  private final Uninstallation uninstallation;
  private final Uninstallation uninstallationOfAllChanges;

  /**
   * @param spool the folder that the hook writes into; its path becomes part of the hook
   * @param writer writes into the same folder: the refs of a repository, before its first push
   */
  public HookInstaller(Path spool, SpoolWriter writer) {
    this(spool, writer, Optional.empty());
  }

  /**
   * @param launcher how the hooks start a drain where no service runs; they are then put only into
   *     repositories that this account has for itself
   */
  public HookInstaller(Path spool, SpoolWriter writer, Optional<Launcher> launcher) {
    Path absolute = spool.toAbsolutePath().normalize();
    this.startsDrains = launcher.isPresent();
    this.ofPushes = new Shim(Hook.POST_RECEIVE, absolute, launcher);
    Shim ofAllChanges = new Shim(Hook.REFERENCE_TRANSACTION, absolute, launcher);
    this.installation = new Installation(ofPushes, absolute, Optional.of(writer));
    this.installationWithoutBaseline = new Installation(ofPushes, absolute, Optional.empty());
    this.installationOfAllChanges = new Installation(ofAllChanges, absolute, Optional.empty());
    this.uninstallation = new Uninstallation(ofPushes);
    this.uninstallationOfAllChanges = new Uninstallation(ofAllChanges);
  }

  /** Installs the hook of pushes into one repository. */
  public Installed install(Path repository) {
    return install(repository, installation);
  }

  private Installed install(Path repository, Installation hook) {
    return inRepository(
        repository,
        (found, hooks) -> {
          Optional<String> objection =
              startsDrains ? SoleAccount.current().objection(found, hooks) : Optional.empty();
          return objection.isPresent()
              ? new Installed.Refused(found, objection.get())
              : hook.run(found, hooks);
        },
        Installed.Refused::new);
  }

  /**
   * Whether the hook of pushes is in that repository and as it should be, as far as this account
   * can see; whether it starts drains makes no difference.
   */
  public boolean isInstalled(Path repository) {
    return state(repository) == HookState.CURRENT;
  }

  /** How the hook of pushes is in that repository; whether it starts drains makes no difference. */
  public HookState state(Path repository) {
    try {
      Optional<Path> found = GitFolder.at(repository);
      return found.isPresent() ? state(HooksFolder.of(found.get())) : HookState.UNREADABLE;
    } catch (IOException | ConfigInvalidException e) {
      return HookState.UNREADABLE;
    }
  }

  private HookState state(HooksFolder hooks) throws IOException {
    HookFile file = new HookFile(hooks.place(Hook.POST_RECEIVE));
    if (Files.isDirectory(hooks.path()) && !Files.isExecutable(hooks.path())) {
      return HookState.UNREADABLE; // It would look as if there were none.
    }
    return switch (ofPushes.kindWithOrWithoutDrains(file.hook())) {
      case NONE -> HookState.MISSING;
      case FOREIGN -> HookState.FOREIGN;
      case OUTDATED -> HookState.OUTDATED;
      case CHANGED_BY_HAND -> HookState.CHANGED_BY_HAND;
      case CURRENT -> {
        if (!hooks.isLinked(Hook.POST_RECEIVE)) {
          yield HookState.MISSING;
        }
        yield file.isExecutable() ? HookState.CURRENT : HookState.NOT_EXECUTABLE;
      }
    };
  }

  /** Whether some version of either hook is in that repository, as far as this account can see. */
  public boolean isAnyInstalled(Path repository) {
    return finds(
        repository,
        hooks -> installation.isThere(hooks) || installationOfAllChanges.isThere(hooks));
  }

  /** Uninstalls the hook of pushes from one repository. */
  public Uninstalled uninstall(Path repository) {
    return inRepository(repository, uninstallation::run, Uninstalled.Refused::new);
  }

  /**
   * Installs into each repository given, and into all below each other folder given.
   *
   * @param allChanges whether also the hook of all changes; where it is already, it is kept up to
   *     date
   * @return what became of each hook
   */
  public List<Installed> installAll(List<Path> paths, boolean allChanges) {
    List<Installed> all = new ArrayList<>();
    for (Installed each : inAll(paths, this::install, Installed.Refused::new)) {
      all.add(each);
      if (each instanceof Installed.Ready ready
          && (allChanges || finds(ready.repository(), installationOfAllChanges::isThere))) {
        all.add(install(ready.repository(), installationOfAllChanges));
      }
    }
    return all;
  }

  /**
   * Uninstalls from each repository given, and from all below each other folder given.
   *
   * @return what became of each hook
   */
  public List<Uninstalled> uninstallAll(List<Path> paths) {
    List<Uninstalled> all = new ArrayList<>();
    for (Uninstalled each : inAll(paths, this::uninstall, Uninstalled.Refused::new)) {
      all.add(each);
      if (finds(each.repository(), installationOfAllChanges::isThere)) {
        all.add(
            inRepository(
                each.repository(), uninstallationOfAllChanges::run, Uninstalled.Refused::new));
      }
    }
    return all;
  }

  /**
   * Installs the hook of pushes into a folder of hooks that is no repository's own, such as that of
   * a template; makes the folder where it is missing. No baseline: nobody knows whose hooks it is.
   */
  public Installed installInFolder(Path hooks) {
    if (startsDrains) {
      return new Installed.Refused(
          hooks,
          "nobody knows who pushes to the repositories that will run these hooks; --no-daemon is for"
              + " repositories that are all one account's own");
    }
    return inFolder(hooks, installationWithoutBaseline::run, Installed.Refused::new);
  }

  /** Uninstalls the hook of pushes from a folder of hooks. */
  public Uninstalled uninstallFromFolder(Path hooks) {
    return inFolder(hooks, uninstallation::run, Uninstalled.Refused::new);
  }

  private static <T> T inFolder(Path hooks, Work<T> work, BiFunction<Path, String, T> refused) {
    try {
      return work.in(hooks, HooksFolder.ofNoRepository(hooks));
    } catch (IOException e) {
      return refused.apply(hooks, Trouble.of(e, hooks));
    } catch (ConfigInvalidException e) {
      return refused.apply(hooks, "git's configuration is broken: " + e.getMessage());
    }
  }

  /** What is asked of a repository's hooks folder. */
  private interface Question {
    boolean of(HooksFolder hooks) throws IOException;
  }

  private static boolean finds(Path repository, Question question) {
    try {
      Optional<Path> found = GitFolder.at(repository);
      return found.isPresent() && question.of(HooksFolder.of(found.get()));
    } catch (IOException | ConfigInvalidException e) {
      return false;
    }
  }

  /** What is done in a repository, once its hooks folder is known. */
  private interface Work<T> {
    T in(Path repository, HooksFolder hooks) throws IOException, ConfigInvalidException;
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
      Optional<String> astray = LedAstray.current().objection(repository.get(), hooks);
      if (astray.isPresent()) {
        return refused.apply(repository.get(), astray.get());
      }
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
