package io.repohook.git.install;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Why the disk said no, and what to do about it, in words for a person. */
final class Trouble {
  private Trouble() {}

  /** What went wrong, in a clause without a full stop. */
  static String of(IOException e) {
    if (e instanceof NoSuchFileException missing) {
      return missing.getFile() + " does not exist";
    }
    if (e instanceof AccessDeniedException denied) {
      return "this account has no access to " + denied.getFile();
    }
    if (e instanceof FileSystemException failed && failed.getReason() != null) {
      return failed.getFile() + ": " + failed.getReason();
    }
    return String.valueOf(e.getMessage());
  }

  /** The same for work in a folder whose owner could do it. */
  static String of(IOException e, Path folder) {
    if (!(e instanceof AccessDeniedException)) {
      return of(e);
    }
    String owner;
    try {
      owner = Files.getOwner(folder).getName();
    } catch (IOException unknown) {
      owner = "its owner";
    }
    return of(e) + "; try again as " + owner + " or as root";
  }
}
