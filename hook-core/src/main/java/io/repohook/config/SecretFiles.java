package io.repohook.config;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * The folder {@code secrets/}: one secret a file, and nothing outside it. Each file is read once.
 */
final class SecretFiles {
  private static final String FOLDER = "secrets";
  // Keys and URLs are a few hundred bytes; this keeps a path to something else from filling memory.
  private static final long MOST_BYTES = 64 * 1024;

  private final Path secrets;
  private final Map<String, String> read = new HashMap<>();

  SecretFiles(Path folder) {
    this.secrets = folder.resolve(FOLDER);
  }

  /**
   * The text of a secret's file, less one trailing newline.
   *
   * @throws UnresolvedException if there is none that may be read
   */
  String text(String name) {
    String known = read.get(name);
    if (known == null) {
      known = readFile(name);
      read.put(name, known);
    }
    return known;
  }

  private String readFile(String name) {
    String shown = FOLDER + "/" + name;
    Path file = fenced(name);
    try {
      if (!Files.isRegularFile(file)) {
        throw new UnresolvedException(shown + " is not a file", "name a file in secrets/");
      }
      if (Files.size(file) > MOST_BYTES) {
        throw new UnresolvedException(
            shown + " is larger than 64 KiB", "put the secret alone into the file");
      }
      String text = withoutNewline(Files.readString(file));
      if (text.isEmpty()) {
        throw new UnresolvedException(shown + " is empty", "put the secret into it");
      }
      return text;
    } catch (CharacterCodingException e) {
      throw new UnresolvedException(shown + " is not UTF-8 text", "store it as UTF-8 text");
    } catch (IOException e) {
      throw new UnresolvedException(
          shown + " cannot be read (" + Unreadable.why(e) + ")", Unreadable.REMEDY);
    }
  }

  /** The real file, which lies in the real folder whatever links lead there. */
  private Path fenced(String name) {
    String shown = FOLDER + "/" + name;
    try {
      Path file = secrets.resolve(name).normalize();
      if (!file.startsWith(secrets.normalize()) || name.isEmpty()) {
        throw outside(name);
      }
      Path real = file.toRealPath();
      if (!real.startsWith(secrets.toRealPath())) {
        throw outside(name);
      }
      return real;
    } catch (NoSuchFileException e) {
      throw new UnresolvedException(
          "there is no file " + shown, "create it, readable by the service user alone");
    } catch (InvalidPathException e) {
      throw new UnresolvedException("'" + name + "' is no file name", "write the name of a file");
    } catch (IOException e) {
      throw new UnresolvedException(
          shown + " cannot be read (" + Unreadable.why(e) + ")", Unreadable.REMEDY);
    }
  }

  private static UnresolvedException outside(String name) {
    return new UnresolvedException(
        "'" + name + "' leads out of secrets/", "put the file into secrets/ and write its name");
  }

  private static String withoutNewline(String text) {
    if (text.endsWith("\r\n")) {
      return text.substring(0, text.length() - 2);
    }
    return text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
  }
}
