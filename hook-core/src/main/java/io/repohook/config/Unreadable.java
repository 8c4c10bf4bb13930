package io.repohook.config;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;

/** Says for an administrator why a file or folder cannot be read. */
final class Unreadable {
  static final String DENIED = "permission denied";
  static final String REMEDY = "let the user that runs this read it";

  private Unreadable() {}

  static String why(IOException e) {
    if (e instanceof AccessDeniedException) {
      return DENIED;
    }
    if (e instanceof NoSuchFileException) {
      return "it is not there any more";
    }
    if (e instanceof FileSystemLoopException) {
      return "a link that leads back to a folder above it";
    }
    return String.valueOf(e.getMessage());
  }
}
