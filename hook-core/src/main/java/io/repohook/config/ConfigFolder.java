package io.repohook.config;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the files of repositories; editors' and version control's own files are not among them. */
final class ConfigFolder {
  private ConfigFolder() {}

  /** All {@code .yaml} files below a folder, links followed, sorted; none if it does not exist. */
  static List<Path> yamlFiles(Path root, Path below, Problems problems) {
    List<Path> files = new ArrayList<>();
    if (Files.notExists(below)) {
      return files;
    }
    try {
      Files.walkFileTree(
          below,
          EnumSet.of(FileVisitOption.FOLLOW_LINKS),
          Integer.MAX_VALUE,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
              return hidden(folder) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              String name = file.getFileName().toString();
              if (hidden(file)) {
                return FileVisitResult.CONTINUE;
              }
              if (name.endsWith(".yaml") && attributes.isRegularFile()) {
                files.add(file);
              } else if (name.endsWith(".yaml")) {
                problems.error(
                    new Place(root.relativize(file), 0),
                    "",
                    attributes.isSymbolicLink() ? "a link that leads nowhere" : "not a plain file",
                    "put a file there, or remove it");
              } else if (name.endsWith(".yml")) {
                problems.warning(
                    new Place(root.relativize(file), 0), "", "not read", "rename it to .yaml");
              }
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) {
              if (!hidden(file)) {
                unreadable(root.relativize(file), e, problems);
              }
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException e) {
              if (e != null) {
                unreadable(root.relativize(folder), e, problems);
              }
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      unreadable(root.relativize(below), e, problems);
    }
    files.sort(null);
    return files;
  }

  private static boolean hidden(Path file) {
    return file.getFileName().toString().startsWith(".");
  }

  private static void unreadable(Path file, IOException e, Problems problems) {
    problems.error(
        new Place(file, 0), "", "cannot be read (" + Unreadable.why(e) + ")", Unreadable.REMEDY);
  }
}
