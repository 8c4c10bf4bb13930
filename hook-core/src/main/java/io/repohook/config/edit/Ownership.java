package io.repohook.config.edit;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.Set;

/** Who owns what is made here: whoever owns what is there already. */
final class Ownership {
  /** As an editor makes a file: secrets are elsewhere. */
  private static final String READABLE = "rw-r--r--";

  /** In a folder that a group shares. */
  private static final String SHARED = "rw-rw-r--";

  private Ownership() {}

  /**
   * Gives a file the owner and group of another, as far as this account may.
   *
   * @param mode whether it also gets the other's mode
   * @return whether it has them now
   */
  static boolean copy(Path from, Path to, boolean mode) throws IOException {
    boolean kept = give(from, to);
    Set<PosixFilePermission> of = Files.getPosixFilePermissions(from);
    boolean shared = of.contains(PosixFilePermission.GROUP_WRITE);
    Files.setPosixFilePermissions(
        to, mode ? of : PosixFilePermissions.fromString(shared ? SHARED : READABLE));
    return kept;
  }

  /** As {@link #copy}, with a mode of its own. */
  static boolean give(Path from, Path to) throws IOException {
    boolean group = give(from, to, "unix:gid");
    return give(from, to, "unix:uid") && group;
  }

  private static boolean give(Path from, Path to, String attribute) throws IOException {
    Object wanted = Files.getAttribute(from, attribute);
    if (Objects.equals(wanted, Files.getAttribute(to, attribute))) {
      return true;
    }
    try {
      Files.setAttribute(to, attribute, wanted);
      return true;
    } catch (FileSystemException e) {
      return false; // Only root may give a file away.
    }
  }

  /** Makes a folder and those above it, each owned as the one above it. */
  static void makeFolders(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      return;
    }
    Path above = Objects.requireNonNull(folder.getParent());
    makeFolders(above);
    try {
      Files.createDirectory(folder);
      Files.setPosixFilePermissions(folder, Files.getPosixFilePermissions(above));
      give(above, folder);
    } catch (FileAlreadyExistsException e) {
      // Somebody else was faster.
    }
  }
}
