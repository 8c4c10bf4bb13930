package io.repohook.artifact;

import io.repohook.artifact.log.Interest;
import io.repohook.artifact.log.Line;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.util.Optional;

/** Whether an access log is there, can be read, and is of its format. */
public final class LogLook {
  /** Some hundred lines, the newest ones. */
  private static final int LOOKED_AT = 1 << 16;

  private LogLook() {}

  /** What is wrong, and what would be right. */
  public record Trouble(String wrong, String remedy) {}

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
    Interest all = new Interest("/", true, false);
    int lines = 0;
    int start = 0;
    for (int i = 0; i < end.length; i++) {
      if (end[i] == '\n') {
        if (start > 0 || end.length < LOOKED_AT) { // Else the first may be a line's end.
          if (source.format().read(end, start, i, all) != Line.Other.GARBAGE) {
            return Optional.empty();
          }
          lines++;
        }
        start = i + 1;
      }
    }
    return lines == 0
        ? Optional.empty()
        : Optional.of(
            new Trouble(
                "none of the last " + lines + " lines of " + source.file() + " is of its format",
                "see docs/artifacts.md for the formats"));
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
