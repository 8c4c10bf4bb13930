package io.repohook.quickstart;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The quickstart's folder: everything that it makes is in here, and nothing else. */
record DataFolder(Path path) {
  /** Only a folder with this file is ours to begin again in. */
  private static final String MARK = "made-by-repohook-quickstart";

  /** As many as Standard Webhooks recommends at least. */
  private static final int SECRET_BYTES = 24;

  /** The secret's name in the configuration. */
  static final String SECRET = "demo";

  Path config() {
    return path.resolve("config");
  }

  /** Where the bare repositories are. */
  Path git() {
    return path.resolve("git");
  }

  /** Where somebody works who pushes. */
  Path work() {
    return path.resolve("work");
  }

  Path spool() {
    return path.resolve("spool");
  }

  /** Makes the folder anew. */
  void begin() throws IOException {
    if (Files.exists(path)) {
      try (Stream<Path> inside = Files.list(path)) {
        boolean empty = inside.findAny().isEmpty();
        if (!empty && !Files.exists(path.resolve(MARK))) {
          throw new IOException(
              path + " was not made by the quickstart; name another folder with --dir");
        }
      }
      delete();
    }
    Files.createDirectories(path);
    Files.writeString(path.resolve(MARK), "'repohook quickstart' deletes this folder to begin.\n");
  }

  private void delete() throws IOException {
    List<Path> all;
    try (Stream<Path> walk = Files.walk(path)) {
      all = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path each : all) {
      Files.delete(each);
    }
  }

  /** Makes the secret that both sides know, and answers it. */
  String makeSecret() throws IOException {
    byte[] random = new byte[SECRET_BYTES];
    new SecureRandom().nextBytes(random);
    String secret = "whsec_" + Base64.getEncoder().encodeToString(random);
    Path file = Files.createDirectories(config().resolve("secrets")).resolve(SECRET);
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(file, secret + "\n");
    return secret;
  }

  /** Writes the server's file of the configuration. */
  void configure(int smtpPort) throws IOException {
    Files.createDirectories(config());
    Files.writeString(
        config().resolve("repohook.yaml"),
        """
        # The server's file. In an installation it is /etc/repohook/repohook.yaml.
        spool: %s
        store: sqlite:%s
        listen: 127.0.0.1:0            # port 0: one that is free
        git: {roots: [%s]}             # every repository below
        smtp: {host: 127.0.0.1, port: %d, from: repohook@example.com, tls: none}
        """
            .formatted(spool(), path.resolve("repohook.db"), git(), smtpPort));
  }

  /** Writes a repository's file of the configuration. */
  void repository(String name, String text) throws IOException {
    Path file = config().resolve("repositories").resolve(name + ".yaml");
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
