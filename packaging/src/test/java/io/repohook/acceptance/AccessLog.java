package io.repohook.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;

import io.repohook.acceptance.servers.Script;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The access log of a server that is not there, written as nginx and httpd write theirs. */
final class AccessLog {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private final Path file;
  private int rotations;

  AccessLog(Path file) {
    this.file = file;
  }

  Path file() {
    return file;
  }

  /** A request that ended just now. */
  void request(String user, String method, String target, int status, long bytes) {
    try {
      write(file, line(user, method, target, status, bytes));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What Maven 3.8.7 sends for a component with these files. */
  void deploy(String user, String folder, String version, List<String> files) {
    for (String each : files) {
      String target = folder + "/" + version + "/" + each;
      for (String end : List.of("", ".sha1", ".md5")) {
        request(user, "PUT", target + end, 201, 25);
      }
    }
    request(user, "GET", folder + "/maven-metadata.xml", 404, 153);
    for (String end : List.of("", ".sha1", ".md5")) {
      request(user, "PUT", folder + "/maven-metadata.xml" + end, 201, 25);
    }
  }

  /** As a server does that is told at once; the log before is compressed. */
  void rotate() {
    rotate(Optional.empty(), false);
  }

  /**
   * Renames the log as logrotate does, and those from before; the next line begins a new one.
   *
   * @param late whether the server still writes a line to the old one, for that target
   * @param compressed whether the old one is compressed at once, or else the one before it is
   */
  void rotate(Optional<String> late, boolean compressed) {
    try {
      for (int number = rotations; number > 0; number--) {
        move(rotated(number, ""), rotated(number + 1, ""));
        move(rotated(number, ".gz"), rotated(number + 1, ".gz"));
      }
      rotations++;
      Files.move(file, rotated(1, ""));
      if (late.isPresent()) {
        write(rotated(1, ""), line("ci", "PUT", late.get(), 201, 25));
      }
      for (int number = compressed ? 1 : 2; number <= rotations; number++) {
        if (Files.exists(rotated(number, ""))) {
          Script.run("gzip " + rotated(number, ""));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Copies the log and empties it, as logrotate's {@code copytruncate} does. */
  void copyAndEmpty() {
    try {
      rotations++;
      Files.copy(file, file.resolveSibling(file.getFileName() + "-" + rotations));
      Files.write(file, new byte[0], TRUNCATE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path rotated(int number, String end) {
    return file.resolveSibling(file.getFileName() + "." + number + end);
  }

  private static void move(Path from, Path to) throws IOException {
    if (Files.exists(from)) {
      Files.move(from, to);
    }
  }

  private static String line(String user, String method, String target, int status, long bytes) {
    return "192.0.2.9 - %s [%s] \"%s %s HTTP/1.1\" %d %d \"-\" \"Apache-Maven/3.9.11\"\n"
        .formatted(user, TIME.format(Instant.now()), method, target, status, bytes);
  }

  private static void write(Path file, String line) throws IOException {
    Files.write(file, line.getBytes(UTF_8), CREATE, APPEND);
  }
}
