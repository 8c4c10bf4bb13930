package io.repohook.git.install;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * The file of a hook in a hooks folder, and the hook kept beside it.
 *
 * <p>Pushes may come at any moment: at each one there is either the old hook or the new one, never
 * none and never half of one. What is a link is renamed and never written through.
 */
final class HookFile {
  private static final Set<PosixFilePermission> EXECUTABLE =
      PosixFilePermissions.fromString("rwxr-xr-x");

  private final Path hook;

  HookFile(Path hook) {
    this.hook = hook;
  }

  Path hook() {
    return hook;
  }

  Path folder() {
    return Objects.requireNonNull(hook.getParent());
  }

  /** Whether there is a hook, ours or another's, be it a link to nothing. */
  boolean isThere() {
    return HooksFolder.exists(hook);
  }

  /** Where the hook that was here before is kept; ours runs it from there. */
  Path chained() {
    return hook.resolveSibling(hook.getFileName() + ".repohook-chained");
  }

  /** The hook that is kept, if there is one. */
  Optional<Path> chainedIfAny() {
    return HooksFolder.exists(chained()) ? Optional.of(chained()) : Optional.empty();
  }

  /** Why the hook that is here cannot be kept, and what to do about it. */
  Optional<String> obstacle() throws IOException {
    if (Files.isDirectory(hook)) {
      return Optional.of(hook + " is a folder; move it away");
    }
    if (!Files.exists(folder()) && isForeign(folder())) {
      // Its owner could not delete the repository any more, with a folder of root's in it.
      return Optional.of(
          "%s is missing, and root makes no folder in one of another account; let its owner make it"
              .formatted(folder()));
    }
    if (isThere() && chainedIfAny().isPresent() && !isChained()) {
      // Somebody wrote a hook of his own over ours. Which of the two shall run is his to say.
      return Optional.of(
          "%s is kept from an earlier installation, and %s is another hook; move one of them away"
              .formatted(chained(), hook));
    }
    return Optional.empty();
  }

  /** Whether this is root and would make that folder in one that is not root's. */
  private static boolean isForeign(Path missing) throws IOException {
    Path parent = missing;
    while (!Files.exists(parent)) {
      parent = Objects.requireNonNull(parent.getParent());
    }
    return "root".equals(System.getProperty("user.name"))
        && !Objects.equals(Files.getAttribute(parent, "unix:uid"), 0);
  }

  /** Whether what is kept and what is here are the same hook, as gitolite puts its links back. */
  private boolean isChained() throws IOException {
    if (Files.isSymbolicLink(hook) || Files.isSymbolicLink(chained())) {
      return Files.isSymbolicLink(hook)
          && Files.isSymbolicLink(chained())
          && Files.readSymbolicLink(hook).equals(Files.readSymbolicLink(chained()));
    }
    return Files.mismatch(hook, chained()) < 0;
  }

  /** Whether git would run the hook that is here; it ignores one that is not executable. */
  boolean isExecutable() throws IOException {
    return Files.exists(hook)
        && Files.getPosixFilePermissions(hook).contains(PosixFilePermission.OWNER_EXECUTE);
  }

  /** Gives the hook that is here its second name, {@link #chained}; it keeps the first. */
  void keep() throws IOException {
    if (chainedIfAny().isPresent()) {
      return;
    }
    try {
      Files.createLink(chained(), hook);
    } catch (IOException | UnsupportedOperationException e) {
      // The file system has no hard links, or the kernel protects the file of another account.
      Files.move(hook, chained(), ATOMIC_MOVE);
    }
  }

  /**
   * Puts {@code content} in the hook's place, executable for everyone.
   *
   * <p>Its owner is who calls: git runs a hook of root's as it runs another. Nothing is given away
   * by path, for the folder's owner could put a link to any file in the way.
   */
  void replace(byte[] content) throws IOException {
    Files.createDirectories(folder());
    Path unfinished = Path.of(".repohook-" + UUID.randomUUID());
    try (HeldFolder held = HeldFolder.open(folder())) {
      try {
        held.write(unfinished, content, EXECUTABLE);
        makeExecutable(held, unfinished);
        held.rename(unfinished, name(hook));
      } finally {
        held.deleteIfExists(unfinished);
      }
    }
  }

  /** A umask may have taken permissions away. */
  private void makeExecutable(HeldFolder held, Path file) throws IOException {
    PosixFileAttributeView view = held.attributes(file);
    PosixFileAttributes made = view.readAttributes();
    if (made.permissions().containsAll(EXECUTABLE)) {
      return;
    }
    if (!made.owner().equals(held.owner())) {
      // Between two calls the folder's owner may put another file there.
      throw new FileSystemException(
          hook.toString(), null, "its owner could not run it; try again with umask 022");
    }
    view.setPermissions(EXECUTABLE);
  }

  /** Takes the hook away and puts back the one that is kept, if there is one. */
  void restore() throws IOException {
    try (HeldFolder held = HeldFolder.open(folder())) {
      if (chainedIfAny().isPresent()) {
        held.rename(name(chained()), name(hook));
      } else {
        held.delete(name(hook));
      }
    }
  }

  private static Path name(Path file) {
    return Objects.requireNonNull(file.getFileName());
  }
}
