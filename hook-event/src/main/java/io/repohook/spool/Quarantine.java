package io.repohook.spool;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.UUID;

/** The folder for files that are no events: each under its own name, its reason beside it. */
final class Quarantine {
  private static final String REASON = ".reason";

  /** Of Linux and its file systems: NAME_MAX, in bytes. */
  private static final int LONGEST_NAME = 255;

  private final Path folder;

  Quarantine(Path folder) {
    this.folder = folder;
  }

  /** Anybody may make names in the spool: a link would have us write wherever it leads. */
  void create() throws IOException {
    if (!Files.isDirectory(folder, NOFOLLOW_LINKS)) {
      Set<PosixFilePermission> ownerOnly = PosixFilePermissions.fromString("rwx------");
      Files.createDirectory(folder, PosixFilePermissions.asFileAttribute(ownerOnly));
    }
  }

  void keep(Path file, String reason) throws IOException {
    create();
    String name = file.getFileName().toString();
    String kept = isUsable(name) ? name : UUID.randomUUID().toString();
    String told = kept.equals(name) ? reason : reason + "\nIts name was " + name;
    Path beside = folder.resolve(kept + REASON);
    Files.writeString(beside, told + "\n", UTF_8);
    try {
      Files.move(file, folder.resolve(kept), ATOMIC_MOVE);
    } catch (NoSuchFileException e) {
      // Another reader put it aside at the same moment, and wrote the same reason.
      if (!kept.equals(name)) {
        Files.delete(beside);
      }
    }
  }

  /**
   * Whether a file can lie here under its own name. One whose name leaves no room for the reason's,
   * or is a folder's that lies here, must not stop what waits behind it.
   */
  private boolean isUsable(String name) {
    return name.getBytes(UTF_8).length + REASON.length() <= LONGEST_NAME
        && !Files.exists(folder.resolve(name), NOFOLLOW_LINKS);
  }

  /** How many files lie here. */
  int count() throws IOException {
    if (!Files.isDirectory(folder)) {
      return 0;
    }
    int count = 0;
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        if (!file.toString().endsWith(REASON)) {
          count++;
        }
      }
    }
    return count;
  }
}
