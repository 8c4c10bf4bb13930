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

  /** The one repository. */
  static final String REPOSITORY = "demo/hello";

  /** The one subscription. */
  static final String ALIAS = "receiver";

  Path config() {
    return path.resolve("config");
  }

  Path repository() {
    return path.resolve("git").resolve(REPOSITORY + ".git");
  }

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

  /** Writes the configuration and answers the secret that it uses. */
  String configure(String receiver) throws IOException {
    Files.createDirectories(config().resolve("repositories").resolve("demo"));
    Path secrets = Files.createDirectories(config().resolve("secrets"));
    byte[] random = new byte[SECRET_BYTES];
    new SecureRandom().nextBytes(random);
    String secret = "whsec_" + Base64.getEncoder().encodeToString(random);
    Path file = secrets.resolve(ALIAS);
    Files.writeString(file, secret + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    Files.writeString(
        config().resolve("repohook.yaml"),
        """
        # The server's file. In an installation it is /etc/repohook/repohook.yaml.
        spool: %s
        store: sqlite:%s
        listen: 127.0.0.1:0            # port 0: one that is free
        git: {roots: [%s]}             # every repository below
        """
            .formatted(spool(), path.resolve("repohook.db"), path.resolve("git")));
    Files.writeString(
        config().resolve("repositories").resolve(REPOSITORY + ".yaml"),
        """
        # What the repository %s tells, and whom.
        subscriptions:
          %s:
            webhook: %s
            secret: "${file:%s}"        # secrets/%s, beside this folder
            events: [git.push, git.tag]
        """
            .formatted(REPOSITORY, ALIAS, receiver, ALIAS, ALIAS));
    return secret;
  }
}
