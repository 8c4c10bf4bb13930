package io.repohook.server.check;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Looks for what this account cannot read of a repository, without reading any of it. */
final class ReadableRepository {
  private ReadableRepository() {}

  /**
   * The first file or folder that it may not read; empty when all is well. It looks at each folder
   * of objects and one file in it: what one push wrote has one mode.
   */
  static Optional<Path> firstUnreadable(Path repository) throws IOException {
    for (String folder : List.of("", "refs", "refs/heads", "refs/tags", "objects")) {
      Path path = repository.resolve(folder);
      if (Files.isDirectory(path) && !isOpen(path)) {
        return Optional.of(path);
      }
    }
    for (String file : List.of("HEAD", "config", "packed-refs")) {
      Path path = repository.resolve(file);
      if (Files.exists(path) && !Files.isReadable(path)) {
        return Optional.of(path);
      }
    }
    try (DirectoryStream<Path> folders =
        Files.newDirectoryStream(repository.resolve("objects"), Files::isDirectory)) {
      for (Path folder : folders) {
        if (!isOpen(folder)) {
          return Optional.of(folder);
        }
        boolean isPack = folder.endsWith("pack");
        Optional<Path> file = firstUnreadableIn(folder, isPack ? Integer.MAX_VALUE : 1);
        if (file.isPresent()) {
          return file;
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<Path> firstUnreadableIn(Path folder, int most) throws IOException {
    int looked = 0;
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        if (!Files.isReadable(file)) {
          return Optional.of(file);
        }
        looked++;
        if (looked == most) {
          break;
        }
      }
    }
    return Optional.empty();
  }

  private static boolean isOpen(Path folder) {
    return Files.isReadable(folder) && Files.isExecutable(folder);
  }
}
