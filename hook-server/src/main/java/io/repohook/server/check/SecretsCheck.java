package io.repohook.server.check;

import io.repohook.config.Place;
import io.repohook.config.WrittenSecret;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Collection;

/**
 * Whether others can read secrets: in the folder for them none may, whether the configuration names
 * it or not; and some stand in the files of the configuration themselves.
 */
final class SecretsCheck {
  private static final String FOLDER = "secrets";

  private final Path configuration;
  private final Path secrets;
  private final Readers readers;
  private final Findings findings;

  /**
   * @param configuration its folder
   */
  SecretsCheck(Path configuration, Readers readers, Findings findings) {
    this.configuration = configuration;
    this.secrets = configuration.resolve(FOLDER);
    this.readers = readers;
    this.findings = findings;
  }

  /**
   * Looks at the folder and at those files.
   *
   * @param written the secrets in them
   */
  void run(Collection<WrittenSecret> written) throws IOException {
    folder();
    for (WrittenSecret each : written) {
      inFile(each);
    }
  }

  private void folder() throws IOException {
    if (!Files.isDirectory(secrets)) {
      return;
    }
    FileMode folder = FileMode.of(secrets);
    if (folder.has(FileMode.OTHERS_WRITE) || folder.has(FileMode.GROUP_WRITE)) {
      warn(FOLDER, "others than its owner may write to it", "chmod 700 " + FOLDER);
    }
    // Each that is used and cannot be read is a problem of the configuration.
    Files.walkFileTree(
        secrets.toRealPath(),
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            // A link can lead only to another file in here.
            if (attributes.isRegularFile()) {
              file(file);
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException e) {
            return FileVisitResult.CONTINUE;
          }
        });
  }

  private void file(Path file) throws IOException {
    FileMode found = FileMode.of(file);
    if (found.has(FileMode.OTHERS_READ) || found.has(FileMode.GROUP_READ)) {
      String shown = FOLDER + "/" + secrets.toRealPath().relativize(file);
      warn(shown, "readable by others than its owner", "chmod 600 " + shown);
    }
  }

  private void inFile(WrittenSecret secret) throws IOException {
    Path file = configuration.resolve(secret.place().file());
    if (!Files.isReadable(file)) {
      return; // It was a moment ago, and is no more.
    }
    readers
        .of(file)
        .ifPresent(
            whoever ->
                findings.warn(
                    secret.place(),
                    secret.key(),
                    "a secret, in a file that can be read by " + whoever,
                    "put it into a file in secrets/ and write ${file:NAME}"));
  }

  private void warn(String shown, String wrong, String remedy) {
    findings.warn(new Place(Path.of(shown), 0), "", wrong, remedy);
  }
}
