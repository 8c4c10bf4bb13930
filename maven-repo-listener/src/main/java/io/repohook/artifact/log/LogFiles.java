package io.repohook.artifact.log;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The files of one log: the one that is written, and those that it was before.
 *
 * <p>A log is rotated by renaming it, or by copying it and emptying it; some rotated files are
 * compressed. {@code access.log} becomes {@code access.log.1}, {@code access.log-20261122} or
 * {@code access.log.2.gz}; Nexus's {@code request.log} becomes {@code request-2026-11-22.log.gz}.
 */
final class LogFiles {
  private final Path file;

  LogFiles(Path file) {
    this.file = file;
  }

  /** The file that is written now; empty between a rotation's two steps, or before the first. */
  Optional<LogFile> current() throws IOException {
    try {
      return Optional.of(LogFile.at(file));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /** The rotated ones, oldest first. */
  List<LogFile> rotated() throws IOException {
    List<LogFile> found = new ArrayList<>();
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      return found;
    }
    try (DirectoryStream<Path> all = Files.newDirectoryStream(folder, this::isRotated)) {
      for (Path each : all) {
        try {
          found.add(LogFile.at(each));
        } catch (NoSuchFileException e) {
          // Renamed again; the next look finds it.
        }
      }
    }
    found.sort(Comparator.comparing(LogFile::modified));
    return found;
  }

  private boolean isRotated(Path other) {
    String own = String.valueOf(file.getFileName());
    String name = String.valueOf(other.getFileName());
    int dot = own.indexOf('.');
    String stem = dot < 0 ? own : own.substring(0, dot);
    boolean ofName = name.startsWith(own + ".") || name.startsWith(own + "-");
    boolean dated =
        name.startsWith(stem + "-")
            && name.length() > stem.length() + 1
            && Character.isDigit(name.charAt(stem.length() + 1));
    return (ofName || dated) && LogFile.isRegular(other);
  }

  /**
   * The rotated file that was read to that position; the one of the same number first, which may
   * still be written to, then copies.
   */
  Optional<LogFile> rotatedAt(Position position) throws IOException {
    List<LogFile> all = rotated();
    for (LogFile each : all) {
      if (each.inode() == position.inode() && each.continues(position)) {
        return Optional.of(each);
      }
    }
    if (position.offset() == 0) {
      return Optional.empty(); // Nothing to know a copy by, and nothing of it was read.
    }
    for (LogFile each : all) {
      if (each.continues(position)) {
        return Optional.of(each);
      }
    }
    return Optional.empty();
  }
}
