package io.repohook.artifact;

import io.repohook.artifact.log.Interest;
import io.repohook.artifact.log.Line;
import io.repohook.artifact.log.LineFormat;
import io.repohook.artifact.log.LineFormats;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether an access log is there, can be read, and is of its format. */
public final class LogLook {
  /** Some hundred lines, the newest ones. */
  private static final int LOOKED_AT = 1 << 16;

  private LogLook() {}

  /** What is wrong, and what would be right. */
  public record Trouble(String wrong, String remedy) {
    @Override
    public String toString() {
      return wrong + "; " + remedy;
    }
  }

  /** What a person should look at; empty when the log is as it should be. */
  public static Optional<Trouble> problem(ArtifactSettings.AccessLog source) {
    if (!Files.exists(source.file())) {
      return Optional.of(
          new Trouble(
              source.file() + " does not exist, or this account may not enter its folder",
              "it is read from its beginning once it is there"));
    }
    if (!Files.isRegularFile(source.file())) {
      return Optional.of( // A pipe, /dev/stdout of a container: it can be read once, or never.
          new Trouble(source.file() + " is no file", "have the server write its log into a file"));
    }
    try {
      return formatProblem(source);
    } catch (IOException e) {
      return Optional.of(
          new Trouble(
              "this account cannot read " + source.file(),
              "let it: on Debian, put it into the group adm"));
    }
  }

  private static Optional<Trouble> formatProblem(ArtifactSettings.AccessLog source)
      throws IOException {
    byte[] end = end(source);
    List<Line> lines = read(end, source.format());
    if (lines.stream().anyMatch(line -> line != Line.Other.GARBAGE) || lines.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Trouble(
            "none of the last %d lines of %s is of its format"
                .formatted(lines.size(), source.file()),
            LineFormats.names().stream()
                .filter(name -> tells(end, LineFormats.named(name).orElseThrow()))
                .findFirst()
                .map(name -> "they can be read with format: " + name)
                .orElse("see docs/artifacts.md for the formats")));
  }

  private static boolean tells(byte[] end, LineFormat format) {
    return read(end, format).stream().anyMatch(Line.Request.class::isInstance);
  }

  private static List<Line> read(byte[] end, LineFormat format) {
    Interest all = new Interest("/", true, false);
    List<Line> lines = new ArrayList<>();
    int start = 0;
    for (int i = 0; i < end.length; i++) {
      if (end[i] == '\n') {
        if (start > 0 || end.length < LOOKED_AT) { // Else the first may be a line's end.
          lines.add(format.read(end, start, i, all));
        }
        start = i + 1;
      }
    }
    return lines;
  }

  private static byte[] end(ArtifactSettings.AccessLog source) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(source.file().toFile(), "r")) {
      byte[] bytes = new byte[(int) Math.min(LOOKED_AT, file.length())];
      file.seek(file.length() - bytes.length);
      file.readFully(bytes);
      return bytes;
    }
  }
}
