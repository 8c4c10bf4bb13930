package io.repohook.config.edit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * A new secret in {@code secrets/}, which only the folder's owner can read.
 *
 * @param name its file's, by which <code>${file:NAME}</code> refers to it
 */
public record SecretFile(Path file, String name) {
  private static final FileAttribute<Set<PosixFilePermission>> OWNER_ALONE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  /**
   * Writes a secret under a name that no other has; the folder must exist.
   *
   * @param wanted the name, to which a number is added where it is taken
   */
  public static SecretFile write(Path folder, String wanted, String secret) throws IOException {
    String name = wanted.replaceAll("[^A-Za-z0-9._-]", "-").replaceAll("^[.-]+", "");
    for (int i = 1; ; i++) {
      String numbered = i == 1 ? name : name + "-" + i;
      Path file = folder.resolve(numbered);
      try {
        Files.createFile(file, OWNER_ALONE);
      } catch (FileAlreadyExistsException e) {
        continue;
      }
      Files.writeString(
          file, secret + "\n", UTF_8, StandardOpenOption.WRITE, StandardOpenOption.SYNC);
      Ownership.give(folder, file);
      EditedFile.sync(folder);
      return new SecretFile(file, numbered);
    }
  }

  /** Takes it away again: what was to refer to it does not. */
  public void remove() throws IOException {
    Files.deleteIfExists(file);
  }

  /** How the configuration refers to it. */
  public String reference() {
    return "${file:" + name + "}";
  }
}
