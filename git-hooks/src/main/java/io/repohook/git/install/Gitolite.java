package io.repohook.git.install;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Knows gitolite's repositories.
 *
 * <p>Gitolite 3 keeps the hooks of all of them in {@code ~/.gitolite/hooks/common}. Whenever it
 * makes a repository, and at each {@code gitolite setup}, it puts a link to each file there into
 * the repository's own hooks folder, over whatever has that name there. So a hook that is to stay,
 * and to be in new repositories too, has to be there.
 */
final class Gitolite {
  private Gitolite() {}

  /**
   * The folder of common hooks, if the repository with this hooks folder is gitolite's. It asks for
   * what gitolite itself asks for: {@code hooks/update} is a link to the common one.
   */
  static Optional<Path> commonHooks(Path hooks) throws IOException {
    Path update = hooks.resolve("update");
    if (!Files.isSymbolicLink(update)) {
      return Optional.empty();
    }
    Path common = hooks.resolve(Files.readSymbolicLink(update)).normalize().getParent();
    return common != null && common.endsWith("hooks/common") && Files.isDirectory(common)
        ? Optional.of(common)
        : Optional.empty();
  }
}
