package io.repohook.git.install;

import static io.repohook.git.install.Installed.How.ALREADY_THERE;
import static io.repohook.git.install.Installed.How.INSTALLED;
import static io.repohook.git.install.Installed.How.UPDATED;

import io.repohook.spool.SpoolWriter;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Puts a hook into one repository. First the baseline goes into the spool, then the hook into its
 * place: were it the other way round, the first push could be taken in before the baseline.
 */
final class Installation {
  private final Shim shim;
  private final Path spool;
  private final Optional<SpoolWriter> baseline;

  /**
   * The installation of one of the hooks.
   *
   * @param baseline takes the refs as they are; empty where another hook has brought them
   */
  Installation(Shim shim, Path spool, Optional<SpoolWriter> baseline) {
    this.shim = shim;
    this.spool = spool;
    this.baseline = baseline;
  }

  Installed run(Path repository, HooksFolder hooks) throws IOException {
    return hooks.links().isEmpty()
        ? here(repository, hooks)
        : linked(repository, hooks, hooks.links().get());
  }

  /** Into the folder that several repositories have in common, and a link to it into this one. */
  private Installed linked(Path repository, HooksFolder hooks, HookLinks links) throws IOException {
    Optional<String> obstacle = links.obstacle(shim.hook());
    if (obstacle.isPresent()) {
      return new Installed.Refused(repository, obstacle.get());
    }
    if (!Files.isWritable(links.own())) {
      throw new AccessDeniedException(links.own().toString()); // Before the hook is there.
    }
    boolean wasLinked = links.hasLink(shim.hook());
    boolean wasThere = isThere(hooks);
    Installed installed = here(repository, hooks);
    if (!(installed instanceof Installed.Ready ready)) {
      return installed;
    }
    List<String> notes = new ArrayList<>(ready.notes());
    if (wasThere && !wasLinked && baseline.isPresent()) {
      notes.addAll(spoolRefs(repository, baseline.get()));
    }
    links.make(shim.hook());
    HookFile link = new HookFile(links.own().resolve(shim.hook().fileName()));
    return new Installed.Ready(
        repository, link.hook(), wasLinked ? ready.how() : INSTALLED, link.chainedIfAny(), notes);
  }

  private Installed here(Path repository, HooksFolder hooks) throws IOException {
    if (HooksFolder.exists(hooks.path()) && !Files.isDirectory(hooks.path())) {
      return new Installed.Refused(
          repository,
          "git takes its hooks from %s, which is no folder; change core.hooksPath"
              .formatted(hooks.path()));
    }
    HookFile file = new HookFile(hooks.place(shim.hook()));
    List<String> notes = new ArrayList<>(hooks.notes());
    return switch (shim.kind(file.hook())) {
      case NONE, FOREIGN -> first(repository, file, notes);
      case CURRENT -> {
        if (file.isExecutable()) {
          yield ready(repository, file, ALREADY_THERE, notes);
        }
        notes.add("it was not executable, so git did not run it");
        yield put(repository, file, UPDATED, notes);
      }
      case OUTDATED -> {
        if (shim.launcher(file.hook()).isPresent() && !shim.startsDrains()) {
          notes.add("it started a drain after each push; now 'repohook serve' or cron has to");
        }
        yield put(repository, file, UPDATED, notes);
      }
      case CHANGED_BY_HAND ->
          new Installed.Refused(
              repository,
              "%s was changed by hand, so it is left as it is; move it away and install again"
                  .formatted(file.hook()));
    };
  }

  /** Whether a hook of ours is there that another version may have written. */
  boolean isThere(HooksFolder hooks) throws IOException {
    return switch (shim.kind(hooks.place(shim.hook()))) {
      case NONE, FOREIGN -> false;
      case CURRENT, OUTDATED, CHANGED_BY_HAND -> true;
    };
  }

  private Installed first(Path repository, HookFile file, List<String> notes) throws IOException {
    Optional<String> obstacle = file.obstacle();
    if (obstacle.isPresent()) {
      return new Installed.Refused(repository, obstacle.get());
    }
    if (Files.isDirectory(file.folder()) && !Files.isWritable(file.folder())) {
      throw new AccessDeniedException(file.folder().toString()); // Before the baseline is written.
    }
    if (baseline.isPresent()) {
      try {
        notes.addAll(spoolRefs(repository, baseline.get()));
      } catch (IOException e) {
        return new Installed.Refused(
            repository,
            "the spool %s cannot be written (%s); make it, or set 'spool' in repohook.yaml"
                .formatted(spool, Trouble.of(e)));
      }
    }
    if (file.isThere()) {
      if (!file.isExecutable()) {
        notes.add("the hook that was there is not executable; git did not run it, nor do we");
      }
      file.keep();
    } else if (file.chainedIfAny().isPresent()) {
      notes.add(file.chained() + " was left from before and runs again");
    }
    return put(repository, file, INSTALLED, notes);
  }

  private static List<String> spoolRefs(Path repository, SpoolWriter writer) throws IOException {
    Baseline refs;
    try {
      refs = Baseline.of(repository);
    } catch (UnreadableRepositoryException e) {
      return List.of(
          "its refs could not be read, so the first push defines what is new: " + e.getMessage());
    }
    writer.write(refs.records());
    return refs.notes();
  }

  private Installed put(Path repository, HookFile file, Installed.How how, List<String> notes)
      throws IOException {
    file.replace(shim.bytes());
    return ready(repository, file, how, notes);
  }

  private static Installed ready(
      Path repository, HookFile file, Installed.How how, List<String> notes) {
    return new Installed.Ready(repository, file.hook(), how, file.chainedIfAny(), notes);
  }
}
