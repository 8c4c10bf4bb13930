package io.repohook.config;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A configuration folder written from one text: a line {@code @ PATH} begins a file, and what
 * follows is in it. {@code \xHH} stands for a byte. A text without {@code @ repohook.yaml} gets an
 * empty one. Secrets are readable by their owner alone.
 */
public final class ConfigFiles {
  private static final Pattern FILE = Pattern.compile("(?m)^@ (?=\\S+$)");
  private static final Pattern BYTE = Pattern.compile("\\\\x([0-9A-F]{2})");

  private final Path folder;

  private ConfigFiles(Path folder) {
    this.folder = folder;
  }

  public static ConfigFiles in(Path folder) {
    return new ConfigFiles(folder).write("@ repohook.yaml\n");
  }

  public static ConfigFiles in(Path folder, String files) {
    return in(folder).write(files);
  }

  /** Adds files, or replaces them. */
  public ConfigFiles write(String files) {
    FILE.splitAsStream(files)
        .filter(file -> !file.isBlank())
        .forEach(
            file -> {
              int end = file.indexOf('\n');
              write(file.substring(0, end).strip(), bytes(file.substring(end + 1)));
            });
    return this;
  }

  public Path folder() {
    return folder;
  }

  public ConfigTree load() {
    return load(Map.of());
  }

  public ConfigTree load(Map<String, String> environment) {
    return ConfigLoader.load(folder, environment);
  }

  private void write(String path, byte[] content) {
    try {
      Path file = folder.resolve(path);
      Files.createDirectories(file.getParent());
      Files.write(file, content);
      if (path.startsWith("secrets/")) {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] bytes(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Matcher escape = BYTE.matcher(text);
    int done = 0;
    while (escape.find()) {
      bytes.writeBytes(text.substring(done, escape.start()).getBytes(StandardCharsets.UTF_8));
      bytes.write(Integer.parseInt(escape.group(1), 16));
      done = escape.end();
    }
    bytes.writeBytes(text.substring(done).getBytes(StandardCharsets.UTF_8));
    return bytes.toByteArray();
  }
}
