package io.repohook.route;

import io.repohook.config.ConfigTree;
import io.repohook.config.Section;
import io.repohook.event.Repository;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which repository lies where: by its file's {@code git: PATH}, or below one of the roots, where
 * its name is its path less {@code .git}. One that is no git repository has a file of its own, and
 * only a name.
 *
 * <p>Paths are compared as the file system resolves them, so links do not matter.
 */
public final class RepositoryNames {
  private static final String SUFFIX = ".git";

  private final List<Path> roots;
  private final Map<Path, String> byPath = new HashMap<>();

  /** Paths as written of what was not there: links in them may lead elsewhere once it is. */
  private final Map<Path, String> missing = new HashMap<>();

  private final Map<String, Path> byName = new HashMap<>();
  private final Map<String, Repository> withFile = new HashMap<>();

  private RepositoryNames(List<Path> roots) {
    this.roots = List.copyOf(roots);
  }

  /** As they resolve now: one whose disk is mounted later may be a link to there. */
  private Stream<Path> roots() {
    return roots.stream().map(RepositoryNames::configured);
  }

  /** Reads where each repository lies; the tree then holds the problems. */
  public static RepositoryNames read(ConfigTree tree, List<Path> roots) {
    RepositoryNames names = new RepositoryNames(roots);
    for (String name : tree.repositories()) {
      Section section = tree.repository(name);
      section.text("git").ifPresent(path -> names.add(name, path, section));
      names.withFile.put(name, kind(name, section));
    }
    return names;
  }

  private static Repository kind(String name, Section section) {
    if (section.has("git")) {
      return Repository.git(name);
    }
    return section.has("artifacts") ? Repository.artifact(name) : Repository.job(name);
  }

  private void add(String name, String written, Section section) {
    Path path;
    try {
      path = Path.of(written);
    } catch (InvalidPathException e) {
      section.problem("git", "no path: " + e.getReason(), "write its path from the root, /");
      return;
    }
    if (!path.isAbsolute()) {
      section.problem("git", "'" + written + "' is no absolute path", "write it from the root, /");
      return;
    }
    String other = byPath.putIfAbsent(configured(path), name);
    if (other != null) {
      section.problem(
          "git", "repository '" + other + "' has this path already", "keep one of the two");
    }
    byName.put(name, path);
    if (!Files.exists(path)) {
      missing.put(path, name);
    }
  }

  /** The repository at that path, or empty when the configuration knows none there. */
  public Optional<Repository> at(Path path) {
    try {
      return atResolved(resolved(path));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** As {@link #at}, of a path that {@link #resolved} returned; looks at no file. */
  public Optional<Repository> atResolved(Path resolved) {
    Optional<String> named = nameAt(resolved);
    if (named.isPresent()) {
      return named.map(Repository::git);
    }
    return rootOf(resolved)
        .map(root -> Repository.git(withoutSuffix(root.relativize(resolved).toString())));
  }

  private Optional<String> nameAt(Path resolved) {
    String named = byPath.get(resolved);
    return named != null
        ? Optional.of(named)
        : missing.entrySet().stream()
            .filter(each -> configured(each.getKey()).equals(resolved))
            .map(Map.Entry::getValue)
            .findFirst();
  }

  private Optional<Path> rootOf(Path resolved) {
    return roots().filter(each -> resolved.startsWith(each) && !resolved.equals(each)).findFirst();
  }

  /**
   * The folder whose absence is why nothing is at that path: a root, or the folder around a
   * repository that a file of the configuration names, that is missing or has nothing in it, as one
   * whose disk is not mounted. Empty where something is at the path, or only the repository gone.
   *
   * @param resolved as {@link #resolved} returned it
   * @throws IOException when that folder cannot be looked at
   */
  public Optional<Path> away(Path resolved) throws IOException {
    if (!Files.notExists(resolved)) {
      return Optional.empty();
    }
    Optional<Path> around =
        nameAt(resolved).isPresent() ? Optional.ofNullable(resolved.getParent()) : rootOf(resolved);
    return around.isPresent() && isAway(around.get()) ? around : Optional.empty();
  }

  private static boolean isAway(Path folder) throws IOException {
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      return !entries.iterator().hasNext();
    } catch (NoSuchFileException e) {
      return true;
    } catch (AccessDeniedException | NotDirectoryException e) {
      return false; // It is there.
    }
  }

  /**
   * The repository of that name: a git repository that is there, or else one with a file of its
   * own. Empty when there is neither. Any text may be asked for.
   */
  public Optional<Located> named(String name) {
    if (!isName(name)) {
      return Optional.empty();
    }
    return places(name)
        .filter(place -> Files.exists(place.resolve("HEAD")))
        .findFirst()
        .map(place -> new Located(Repository.git(name), configured(place)))
        .or(
            () ->
                Optional.ofNullable(withFile.get(name))
                    .map(repository -> new Located(repository, null)));
  }

  /** Whether a text can be a name: one with {@code ..} in it would lead out of the roots. */
  private static boolean isName(String text) {
    return text.indexOf('\0') < 0
        && Stream.of(text.split("/", -1))
            .noneMatch(part -> part.isEmpty() || part.equals(".") || part.equals(".."));
  }

  /** Where the repository of that name lies, or empty when there is none. */
  public Optional<Path> path(String name) {
    Path named = byName.get(name);
    if (named != null) {
      return Optional.of(named);
    }
    return roots()
        .flatMap(root -> Stream.of(root.resolve(name + SUFFIX), root.resolve(name)))
        .filter(Files::isDirectory)
        .findFirst();
  }

  /**
   * The repository that has the name of the one at that path already: two roots may each have one
   * of that name, or a file of the configuration may give it to a third. Empty when the name is
   * this one's own.
   *
   * @param resolved as {@link #resolved} returned it
   */
  public Optional<Path> namesake(Path resolved) {
    Optional<Repository> repository = atResolved(resolved);
    return repository.stream()
        .flatMap(each -> places(each.name()))
        .map(RepositoryNames::configured)
        .takeWhile(place -> !place.equals(resolved))
        .filter(place -> Files.exists(place.resolve("HEAD")) && at(place).equals(repository))
        .findFirst();
  }

  /**
   * The repository that the one at that path would lie inside of, among its refs or objects. Empty
   * where there is none, or where a file of the configuration names the path itself.
   *
   * @param resolved as {@link #resolved} returned it
   */
  public Optional<Path> around(Path resolved) {
    if (nameAt(resolved).isPresent()) {
      return Optional.empty();
    }
    return Stream.iterate(resolved.getParent(), Objects::nonNull, Path::getParent)
        .filter(each -> Files.exists(each.resolve("HEAD")))
        .filter(each -> Files.isDirectory(each.resolve("objects")))
        .filter(each -> Files.isDirectory(each.resolve("refs")))
        .findFirst();
  }

  /** Where a repository of that name could lie, bare or in a work tree; the first one counts. */
  private Stream<Path> places(String name) {
    return Stream.concat(
        Stream.ofNullable(byName.get(name)),
        roots()
            .flatMap(
                root ->
                    Stream.of(
                        root.resolve(name + SUFFIX),
                        root.resolve(name),
                        root.resolve(name).resolve(SUFFIX))));
  }

  /** The repositories that have a path of their own in the configuration. */
  public Map<String, Path> explicit() {
    return Map.copyOf(byName);
  }

  private static String withoutSuffix(String path) {
    // A working tree's repository is its folder .git; its name is the tree's.
    if (path.endsWith("/" + SUFFIX)) {
      return path.substring(0, path.length() - SUFFIX.length() - 1);
    }
    return path.endsWith(SUFFIX) ? path.substring(0, path.length() - SUFFIX.length()) : path;
  }

  /**
   * The path as the file system resolves it; of one that is gone, as it is written. Whoever decides
   * several things by a path resolves it once: its links may lead elsewhere the next time.
   *
   * @throws IOException when it cannot be resolved although it may exist, as it is too long, a loop
   *     of links, or behind a folder that this account may not enter. As it is written it could
   *     then be another repository's.
   */
  public static Path resolved(Path path) throws IOException {
    try {
      return path.toRealPath();
    } catch (NoSuchFileException e) {
      return path.toAbsolutePath().normalize();
    }
  }

  /** A path of the configuration, whose author is believed: as written if it does not resolve. */
  private static Path configured(Path path) {
    try {
      return resolved(path);
    } catch (IOException e) {
      return path.toAbsolutePath().normalize();
    }
  }
}
