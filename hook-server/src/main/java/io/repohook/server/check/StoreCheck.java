package io.repohook.server.check;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The store: whose it is, and who can read it. */
final class StoreCheck {
  private static final String KEY = "store";

  private final Path file;
  private final Account service;
  private final Findings findings;

  StoreCheck(Path file, Account service, Findings findings) {
    this.file = file.toAbsolutePath();
    this.service = service;
    this.findings = findings;
  }

  void run() throws IOException {
    Path folder = file.getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      findings.warn(KEY, "its folder " + folder + " does not exist", "'repohook serve' makes it");
      return;
    }
    if (!Files.isWritable(Files.exists(file) ? file : folder)) {
      findings.warn(KEY, "this account cannot write " + file, "run as the account that owns it");
    }
    if (!Files.exists(file)) {
      return;
    }
    FileMode store = FileMode.of(file);
    if (!store.owner().equals(service.name())) {
      findings.warn(
          KEY,
          "%s is %s's, and this account is %s: what is said here of access is true for %s alone"
              .formatted(file, store.owner(), service.name(), service.name()),
          "run as %s, or as root".formatted(store.owner()));
    }
    for (String beside : new String[] {"-wal", "-shm", ".intake"}) {
      Path other = file.resolveSibling(file.getFileName() + beside);
      if (Files.exists(other) && !FileMode.of(other).owner().equals(store.owner())) {
        findings.warn(
            KEY,
            "%s is %s's, and the store is %s's"
                .formatted(other, FileMode.of(other).owner(), store.owner()),
            "run as root: chown %s %s".formatted(store.owner(), other));
      }
    }
    if (store.has(FileMode.OTHERS_READ) && FileMode.of(folder).has(FileMode.OTHERS_ENTER)) {
      findings.warn(
          KEY,
          "any account may read %s, which holds all that was sent".formatted(file),
          "run: chmod o-rx " + folder);
    }
  }
}
