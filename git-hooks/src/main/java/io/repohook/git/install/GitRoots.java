package io.repohook.git.install;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;

/**
 * Finds all repositories below some folders.
 *
 * <p>It does not look inside a repository or a work tree. It follows symbolic links, but only after
 * everything else, and enters each folder once: loops end, and a repository that is reached in two
 * ways is found once, by its own path rather than by a link to it.
 *
 * <p>Thread-safe; each call looks at the disk anew.
 */
public final class GitRoots {
  private final List<Path> roots;

  public GitRoots(List<Path> roots) {
    this.roots = List.copyOf(roots);
  }

  /**
   * What was found.
   *
   * @param repositories sorted by root, then by path, those behind links last
   * @param unreadable folders that could not be looked into; what lies below them is not known
   */
  public record Found(List<GitRepository> repositories, List<Unreadable> unreadable) {
    public Found {
      repositories = List.copyOf(repositories);
      unreadable = List.copyOf(unreadable);
    }
  }

  /**
   * A folder that could not be looked into.
   *
   * @param reason why, for a person
   */
  public record Unreadable(Path folder, String reason) {}

  /** Looks below all roots. Does not fail: what cannot be read is part of the answer. */
  public Found find() {
    Walk walk = new Walk();
    roots.forEach(walk::from);
    return new Found(walk.repositories, walk.unreadable);
  }

  private static final class Walk {
    private final List<GitRepository> repositories = new ArrayList<>();
    private final List<Unreadable> unreadable = new ArrayList<>();
    private final Set<Path> entered = new HashSet<>();
    private final Queue<Path> later = new ArrayDeque<>();

    void from(Path root) {
      enter(root, root);
      for (Path each = later.poll(); each != null; each = later.poll()) {
        enter(root, each);
      }
    }

    private void enter(Path root, Path folder) {
      try {
        if (!entered.add(folder.toRealPath())) {
          return;
        }
        Optional<Path> repository = GitFolder.at(folder);
        if (repository.isEmpty()) {
          enterAll(root, sortedFolders(folder));
        } else if (GitFolder.isBare(folder) || entered.add(repository.get())) {
          repositories.add(new GitRepository(name(root, folder), repository.get()));
        }
      } catch (IOException e) {
        unreadable.add(new Unreadable(folder, Trouble.of(e)));
      }
    }

    private void enterAll(Path root, List<Path> folders) {
      for (Path each : folders) {
        // A .git that is a file points to a repository that mostly has a place of its own.
        if (Files.isSymbolicLink(each) || Files.isRegularFile(each.resolve(".git"))) {
          later.add(each);
        } else {
          enter(root, each);
        }
      }
    }

    private static List<Path> sortedFolders(Path folder) throws IOException {
      List<Path> folders = new ArrayList<>();
      try (DirectoryStream<Path> all = Files.newDirectoryStream(folder, Files::isDirectory)) {
        all.forEach(folders::add);
      }
      folders.sort(null);
      return folders;
    }

    private static String name(Path root, Path folder) {
      Path below = root.relativize(folder);
      if (folder.equals(root)) {
        Path itself = root.toAbsolutePath().normalize();
        Path parent = itself.getParent();
        Path named = itself.endsWith(".git") && parent != null ? parent : itself;
        below = named.getFileName() == null ? below : named.getFileName();
      }
      String name = below.toString().replace(below.getFileSystem().getSeparator(), "/");
      return name.endsWith(".git") ? name.substring(0, name.length() - ".git".length()) : name;
    }
  }
}
