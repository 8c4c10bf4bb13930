package io.repohook.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

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
    String line =
        "192.0.2.9 - %s [%s] \"%s %s HTTP/1.1\" %d %d \"-\" \"Apache-Maven/3.9.11\"\n"
            .formatted(user, TIME.format(Instant.now()), method, target, status, bytes);
    try {
      Files.write(file, line.getBytes(UTF_8), CREATE, APPEND);
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

  /** Renames the log as logrotate does; the next line begins a new one. */
  void rotate() {
    try {
      rotations++;
      Files.move(file, file.resolveSibling(file.getFileName() + "." + rotations));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
