package io.repohook.server.check;

import io.repohook.config.Place;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** The folder of secrets: none may be read by others, whether the configuration names it or not. */
final class SecretsCheck {
  private static final String FOLDER = "secrets";

  private final Path secrets;
  private final Findings findings;

  SecretsCheck(Path configuration, Findings findings) {
    this.secrets = configuration.resolve(FOLDER);
    this.findings = findings;
  }

  void run() throws IOException {
    if (!Files.isDirectory(secrets)) {
      return;
    }
    FileMode folder = FileMode.of(secrets);
    if (folder.has(FileMode.OTHERS_WRITE) || folder.has(FileMode.GROUP_WRITE)) {
      warn(FOLDER, "others than its owner may write to it", "chmod 700 " + FOLDER);
    }
    if (!Files.isReadable(secrets)) {
      return; // Each that is used and cannot be read is a problem of the configuration.
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(secrets, Files::isRegularFile)) {
      for (Path file : files) {
        FileMode found = FileMode.of(file.toRealPath());
        String shown = FOLDER + "/" + file.getFileName();
        if (found.has(FileMode.OTHERS_READ) || found.has(FileMode.GROUP_READ)) {
          warn(shown, "readable by others than its owner", "chmod 600 " + shown);
        }
      }
    }
  }

  private void warn(String shown, String wrong, String remedy) {
    findings.warn(new Place(Path.of(shown), 0), "", wrong, remedy);
  }
}
