package io.repohook.git.install;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.errors.ConfigInvalidException;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;

/**
 * The folder that git takes a repository's hooks from.
 *
 * @param path its real path, or where it is to be made
 * @param shared why other repositories may use it too, for a person; empty for a repository's own
 * @param saidIn the repository's own file or folder that says so, where it is not in the
 *     repository; whoever may write that may lead elsewhere whom he likes
 * @param links what leads to it from the repository, hook by hook; empty where git looks into it
 */
record HooksFolder(
    Path path, Optional<String> shared, Optional<Path> saidIn, Optional<HookLinks> links) {

  private static final String CONFIG = "config";

  /**
   * The hooks folder of the repository whose {@code GIT_DIR} is {@code repository}.
   *
   * @throws IOException when a configuration file cannot be read
   * @throws ConfigInvalidException when one is no configuration
   */
  static HooksFolder of(Path repository) throws IOException, ConfigInvalidException {
    String configured = config(repository).getString("core", null, "hooksPath");
    if (configured != null && !configured.isEmpty()) {
      // githooks(5): the hooks of a push always run in $GIT_DIR, also where there is a work tree,
      // and a relative path is relative to where a hook runs.
      Path folder = real(repository.resolve(withHome(configured)));
      return new HooksFolder(
          folder,
          Optional.of("core.hooksPath of " + repository + " is " + configured),
          own(repository).getString("core", null, "hooksPath") == null
              ? Optional.empty()
              : Optional.of(repository.resolve(CONFIG)),
          Optional.empty());
    }
    Path own = repository.resolve("hooks");
    if (Files.isSymbolicLink(own)) {
      return new HooksFolder(
          real(own),
          Optional.of(own + " is a link to it"),
          Optional.of(repository),
          Optional.empty());
    }
    Optional<Path> gitolite = Gitolite.commonHooks(own);
    if (gitolite.isPresent()) {
      return new HooksFolder(
          gitolite.get().toRealPath(),
          Optional.of("gitolite links it into each of its repositories, new ones too"),
          Optional.of(own),
          Optional.of(new HookLinks(own, gitolite.get())));
    }
    return new HooksFolder(own, Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** One that somebody has named. */
  static HooksFolder ofNoRepository(Path folder) throws IOException {
    return new HooksFolder(real(folder), Optional.empty(), Optional.empty(), Optional.empty());
  }

  /**
   * What git's configuration says for that repository: its own file, the account's, the machine's.
   *
   * @throws IOException when a configuration file cannot be read
   * @throws ConfigInvalidException when one is no configuration
   */
  static Config config(Path repository) throws IOException, ConfigInvalidException {
    return loaded(
        new FileBasedConfig(
            SystemReader.getInstance().getUserConfig(),
            repository.resolve(CONFIG).toFile(),
            FS.DETECTED));
  }

  private static Config own(Path repository) throws IOException, ConfigInvalidException {
    return loaded(new FileBasedConfig(repository.resolve(CONFIG).toFile(), FS.DETECTED));
  }

  private static Config loaded(FileBasedConfig config) throws IOException, ConfigInvalidException {
    config.load();
    return config;
  }

  /** The place of a hook. */
  Path place(Hook hook) {
    return path.resolve(hook.fileName());
  }

  /** Whether git finds the hook of this folder when it runs that of the repository. */
  boolean isLinked(Hook hook) throws IOException {
    return links.isEmpty() || links.get().hasLink(hook);
  }

  /** What a person who changes its hooks should know. */
  List<String> notes() {
    return shared.map(why -> "other repositories may run this hook too: " + why).stream().toList();
  }

  /** Whether there is something at that path, be it a link to nothing. */
  static boolean exists(Path path) {
    return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
  }

  private static Path real(Path path) throws IOException {
    return Files.exists(path) ? path.toRealPath() : path.normalize();
  }

  private static String withHome(String path) {
    return path.startsWith("~/") ? FS.DETECTED.userHome() + path.substring(1) : path;
  }
}
