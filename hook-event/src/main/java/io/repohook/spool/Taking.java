package io.repohook.spool;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * The folder where files are looked at, under the names they had in the spool.
 *
 * <p>In the spool a file's owner may put a pipe, a link or another file in its place between two
 * looks at its name. Here no other account reaches it, so what was looked at is what is read.
 */
final class Taking {
  private static final int ROOT = 0;

  private final Path spool;
  private final Path folder;

  Taking(Path spool, Path folder) {
    this.spool = spool;
    this.folder = folder;
  }

  Path folder() {
    return folder;
  }

  /** Makes the folder where it is missing; refuses one that another account made. */
  void create() throws IOException {
    if (!Files.isDirectory(folder, NOFOLLOW_LINKS)) {
      Set<PosixFilePermission> ownerOnly = PosixFilePermissions.fromString("rwx------");
      Files.createDirectory(folder, PosixFilePermissions.asFileAttribute(ownerOnly));
    }
    int owner = (Integer) Files.getAttribute(folder, "unix:uid", NOFOLLOW_LINKS);
    int mode = (Integer) Files.getAttribute(folder, "unix:mode", NOFOLLOW_LINKS);
    boolean ours = owner == ROOT || owner == (Integer) Files.getAttribute(spool, "unix:uid");
    if (!ours || (mode & 0077) != 0) {
      throw new IOException(
          folder + " is open to other accounts, or one of them made it; remove it");
    }
  }

  boolean exists() {
    return Files.isDirectory(folder, NOFOLLOW_LINKS);
  }

  /**
   * Moves a file here, unless it is here already, and says where it is.
   *
   * @throws NoSuchFileException when it is in neither place, as another reader took it away
   */
  Path take(String name) throws IOException {
    create();
    Path taken = folder.resolve(name);
    if (Files.exists(taken, NOFOLLOW_LINKS)) {
      return taken;
    }
    try {
      Files.move(spool.resolve(name), taken, ATOMIC_MOVE);
    } catch (NoSuchFileException e) {
      if (!Files.exists(taken, NOFOLLOW_LINKS)) {
        throw e;
      }
      // Another reader moved it here at the same moment.
    }
    return taken;
  }

  /** Where a file is, or would be: here, or in the spool still. */
  Path find(String name) {
    Path taken = folder.resolve(name);
    return Files.exists(taken, NOFOLLOW_LINKS) ? taken : spool.resolve(name);
  }
}
