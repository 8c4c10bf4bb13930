package io.repohook.artifact.log;

import static java.util.stream.Collectors.toMap;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The files of one log: the one that is written, and those that it was before.
 *
 * <p>A log is rotated by renaming it, or by copying it and emptying it; some rotated files are
 * compressed. {@code access.log} becomes {@code access.log.1}, {@code access.log-20261122} or
 * {@code access.log.2.gz}; Nexus's {@code request.log} becomes {@code request-2026-11-22.log.gz}.
 */
final class LogFiles {
  /** {@code access-2.log} is a log of its own, {@code request-2026-11-22.log} a rotated one. */
  private static final Pattern DATE = Pattern.compile("\\d{4}-?\\d{2}-?\\d{2}");

  /**
   * A folder's list may lack a file that is renamed meanwhile. Two that are the same lack none; a
   * rotation takes milliseconds.
   */
  private static final int MOST_LOOKS = 10;

  /** By time; of the same time by name: the number counts up with age, a date with time. */
  private static final Comparator<LogFile> OLDEST_FIRST =
      Comparator.comparing(LogFile::modified)
          .thenComparing(Comparator.comparing(LogFiles::number).reversed())
          .thenComparing(LogFile::path);

  private static final Pattern NUMBER = Pattern.compile("\\.(\\d{1,6})(\\.gz)?$");

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

  /**
   * The rotated ones, oldest first. One that is being compressed counts as it was: what there is of
   * the other is a part of it.
   */
  List<LogFile> rotated() throws IOException {
    List<LogFile> found = look();
    for (int i = 0; i < MOST_LOOKS; i++) {
      List<LogFile> again = look();
      if (names(again).equals(names(found))) {
        return again;
      }
      found = again;
    }
    return found;
  }

  private static int number(LogFile file) {
    Matcher number = NUMBER.matcher(file.path().toString());
    return number.find() ? Integer.parseInt(number.group(1)) : 0;
  }

  private static Map<Path, Long> names(List<LogFile> files) {
    return files.stream().collect(toMap(LogFile::path, LogFile::inode));
  }

  private List<LogFile> look() throws IOException {
    Map<Path, LogFile> found = new HashMap<>();
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      return List.of();
    }
    try (DirectoryStream<Path> all = Files.newDirectoryStream(folder, this::isRotated)) {
      for (Path each : all) {
        try {
          found.put(each, LogFile.at(each));
        } catch (NoSuchFileException e) {
          // Renamed again; the next look finds it.
        }
      }
    }
    return found.values().stream()
        .filter(each -> each.uncompressed().filter(found::containsKey).isEmpty())
        .sorted(OLDEST_FIRST)
        .toList();
  }

  private boolean isRotated(Path other) {
    String own = String.valueOf(file.getFileName());
    String name = String.valueOf(other.getFileName());
    int dot = own.indexOf('.');
    String stem = dot < 0 ? own : own.substring(0, dot);
    boolean ofName = name.startsWith(own + ".") || name.startsWith(own + "-");
    boolean dated =
        name.startsWith(stem + "-") && DATE.matcher(name.substring(stem.length() + 1)).lookingAt();
    boolean isLonger = name.length() > own.length() + 1;
    return ((ofName && isLonger) || dated) && LogFile.isRegular(other);
  }

  /** The rotated file that was read to that position. */
  Optional<LogFile> rotatedAt(Position position) throws IOException {
    return at(position, rotated());
  }

  /**
   * The one of these files that was read to that position; the one of the same number first, which
   * may still be written to, then copies.
   */
  static Optional<LogFile> at(Position position, List<LogFile> all) throws IOException {
    for (LogFile each : all) {
      if (each.inode() == position.inode() && each.continues(position)) {
        return Optional.of(each);
      }
    }
    AccessDeniedException denied = null;
    for (LogFile each : all) {
      try {
        if (each.continues(position)) {
          return Optional.of(each);
        }
      } catch (AccessDeniedException e) {
        denied = e;
      }
    }
    if (denied != null) {
      throw denied; // It may be the one.
    }
    return Optional.empty();
  }

  /** Whether a rotated file's name has a number or a date: others may be logs of their own. */
  boolean isNumbered(LogFile rotated) {
    String own = String.valueOf(file.getFileName());
    String name = String.valueOf(rotated.path().getFileName());
    return !name.startsWith(own) || Character.isDigit(name.charAt(own.length() + 1));
  }
}
