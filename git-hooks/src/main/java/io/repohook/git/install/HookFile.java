package io.repohook.git.install;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * The file {@code post-receive} of a hooks folder, and the hook kept beside it.
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

  /** Whether there is a hook, ours or another's, be it a link to nothing. */
  boolean isThere() {
    return HooksFolder.exists(hook);
  }

  /** Where the hook that was here before is kept; {@code post-receive.sh} runs it from there. */
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
    if (isThere() && chainedIfAny().isPresent() && !isChained()) {
      // Somebody wrote a hook of his own over ours. Which of the two shall run is his to say.
      return Optional.of(
          "%s is kept from an earlier installation, and %s is another hook; move one of them away"
              .formatted(chained(), hook));
    }
    return Optional.empty();
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

  /** Puts {@code content} in the hook's place, executable, owned by who owns the folder. */
  void replace(byte[] content) throws IOException {
    Path folder = Objects.requireNonNull(hook.getParent());
    if (!Files.isDirectory(folder)) {
      Files.createDirectories(folder);
      own(folder, Objects.requireNonNull(folder.getParent()));
    }
    Path unfinished = folder.resolve(".repohook-" + UUID.randomUUID());
    try {
      Files.write(unfinished, content, CREATE_NEW, WRITE);
      own(unfinished, folder);
      Files.setPosixFilePermissions(unfinished, EXECUTABLE);
      Files.move(unfinished, hook, ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(unfinished);
    }
  }

  /** Takes the hook away and puts back the one that is kept, if there is one. */
  void restore() throws IOException {
    if (chainedIfAny().isPresent()) {
      Files.move(chained(), hook, ATOMIC_MOVE);
    } else {
      Files.delete(hook);
    }
  }

  /** Gives a file to the owner of {@code like}: what root makes shall not stay root's. */
  private static void own(Path file, Path like) throws IOException {
    if (Objects.equals(Files.getAttribute(file, "unix:uid"), 0)) {
      Files.setAttribute(file, "unix:gid", Files.getAttribute(like, "unix:gid"));
      Files.setAttribute(file, "unix:uid", Files.getAttribute(like, "unix:uid"));
    }
  }
}
