package io.repohook.git.install;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Finds the folder that git calls {@code GIT_DIR}, by the files that git itself looks for.
 *
 * <p>JGit is not asked, because it refuses repositories that git serves, such as those of SHA-256.
 */
final class GitFolder {
  private GitFolder() {}

  /**
   * The real path of the folder with the refs and objects of the repository at {@code path}: a bare
   * repository, a work tree, its {@code .git} folder, or a {@code .git} file that points elsewhere.
   * Empty when there is none.
   *
   * @throws IOException when it cannot be looked at
   */
  static Optional<Path> at(Path path) throws IOException {
    if (isBare(path)) {
      return Optional.of(path.toRealPath());
    }
    Path inside = Files.isDirectory(path) ? path.resolve(".git") : path;
    if (Files.isRegularFile(inside) && inside.endsWith(".git")) {
      inside = target(inside);
    }
    // A linked work tree has a folder of its own, but hooks and refs are those of the main one.
    Path common = inside.resolve("commondir");
    if (Files.isRegularFile(common)) {
      inside = inside.resolve(Files.readString(common, UTF_8).strip());
    }
    return isBare(inside) ? Optional.of(inside.toRealPath()) : Optional.empty();
  }

  /** Whether git would take this very folder for a repository. */
  static boolean isBare(Path folder) {
    Path head = folder.resolve("HEAD");
    return (Files.isRegularFile(head) || Files.isSymbolicLink(head))
        && Files.isDirectory(folder.resolve("objects"))
        && Files.isDirectory(folder.resolve("refs"));
  }

  private static Path target(Path file) throws IOException {
    String text = Files.readString(file, UTF_8).strip();
    return text.startsWith("gitdir:")
        ? file.resolveSibling(text.substring("gitdir:".length()).strip())
        : file;
  }
}
