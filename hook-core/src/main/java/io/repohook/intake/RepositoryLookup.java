package io.repohook.intake;

import io.repohook.event.Repository;
import io.repohook.route.Located;
import io.repohook.route.RepositoryNames;
import io.repohook.spool.MalformedSpoolFileException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which repository a spool file means, by the path or the name that its author wrote. */
final class RepositoryLookup {
  private static final Logger log = LoggerFactory.getLogger(RepositoryLookup.class);

  private final Supplier<RepositoryNames> names;

  /** Folders that are away, each told once. No more than the configuration has. */
  private final Set<Path> away = ConcurrentHashMap.newKeySet();

  RepositoryLookup(Supplier<RepositoryNames> names) {
    this.names = names;
  }

  /** Where the repository of a file is, or why it cannot be found yet. */
  sealed interface Found {
    record Here(Located where) implements Found {}

    record Nowhere(String because) implements Found {}
  }

  /** However a repository is written, by a path or by its name, it has one queue. */
  String queue(String written) {
    try {
      return isPath(written)
          ? RepositoryNames.resolved(Path.of(written)).toString()
          : names.get().named(written).map(RepositoryLookup::queue).orElse(written);
    } catch (IOException | InvalidPathException e) {
      return written;
    }
  }

  /** The queue of a repository. */
  static String queue(Located where) {
    return where.path() == null ? where.repository().name() : where.path().toString();
  }

  /**
   * The repository that has that queue; empty when the configuration knows none, or where it is
   * cannot be seen for now.
   */
  Optional<Located> ofQueue(String queue) throws IOException {
    if (!isPath(queue)) {
      return names.get().named(queue);
    }
    try {
      Path path = Path.of(queue);
      if (names.get().away(path).isPresent()) {
        return Optional.empty();
      }
      return names.get().atResolved(path).map(repository -> new Located(repository, path));
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  /**
   * The repository that a file means.
   *
   * @throws AccessDeniedException when this account may not look there, perhaps not yet
   * @throws MalformedSpoolFileException when there can be none
   */
  Found find(String written) throws IOException, MalformedSpoolFileException {
    Found found = isPath(written) ? at(written) : named(written);
    if (found instanceof Found.Here here && here.where().path() != null) {
      Path path = here.where().path();
      Optional<Path> missing = names.get().away(path);
      if (missing.isPresent()) {
        return new Found.Nowhere(isAway(missing.get()));
      }
      away.removeIf(path::startsWith);
      Optional<Path> around = names.get().around(path);
      if (around.isPresent()) {
        // What a push makes in there is the pusher's, who is no repository's owner by that.
        throw new MalformedSpoolFileException(
            "%s lies inside the repository %s; if it is one, give it a name by 'git:' in repositories/"
                .formatted(path, around.get()));
      }
    }
    return found;
  }

  /** Why what is on it has to wait; the log has it once. Nobody may take it for deleted. */
  private String isAway(Path folder) {
    String because =
        folder
            + (Files.exists(folder) ? " has nothing in it" : " is not there")
            + "; what its repositories reported waits for it: is a disk not mounted?";
    if (away.add(folder)) {
      log.warn("{}", because);
    }
    return because;
  }

  private static boolean isPath(String repository) {
    return repository.startsWith("/");
  }

  private Found at(String written) throws IOException, MalformedSpoolFileException {
    // Once: who owns a link on the way could lead each look at it elsewhere.
    Path path;
    try {
      path = RepositoryNames.resolved(Path.of(written));
    } catch (InvalidPathException e) {
      throw new MalformedSpoolFileException("its repository is no path: " + e.getMessage());
    } catch (AccessDeniedException e) {
      throw e;
    } catch (FileSystemException e) {
      return new Found.Nowhere("its repository cannot be found: " + e.getReason());
    }
    Repository repository = names.get().atResolved(path).orElse(null);
    if (repository == null) {
      return new Found.Nowhere(
          path + " is below no root of repohook.yaml and in no file of repositories/");
    }
    Optional<Path> namesake = names.get().namesake(path);
    if (namesake.isPresent()) {
      // One name has one memory of refs: with two repositories in it, neither would be right.
      return new Found.Nowhere(
          "'%s' is the name of %s already; give %s one of its own by 'git:' in repositories/"
              .formatted(repository.name(), namesake.get(), path));
    }
    return new Found.Here(new Located(repository, path));
  }

  private Found named(String name) {
    return names
        .get()
        .named(name)
        .<Found>map(Found.Here::new)
        .orElseGet(
            () ->
                new Found.Nowhere(
                    "there is no repository '%s': neither a git repository nor repositories/%s.yaml"
                        .formatted(name, name)));
  }
}
