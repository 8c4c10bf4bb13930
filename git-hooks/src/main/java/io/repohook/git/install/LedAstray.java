package io.repohook.git.install;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * Where a repository must not lead an account that may write everywhere. Whoever may write a
 * repository's configuration names the folder that root would put a hook into, and rename files in.
 * So root follows only to where he could write himself, or where nobody but root has said so.
 *
 * @param root whether this program is such an account
 */
record LedAstray(boolean root) {
  private static final int OTHERS_MAY_WRITE = 0022;

  /** Of the account of this process. */
  static LedAstray current() {
    return new LedAstray("root".equals(System.getProperty("user.name")));
  }

  /** Why this account does not go to that folder, and what to do; empty when it may. */
  Optional<String> objection(Path repository, HooksFolder hooks) throws IOException {
    if (!root || hooks.saidIn().isEmpty() || hooks.path().startsWith(repository)) {
      return Optional.empty();
    }
    Path says = hooks.saidIn().get();
    int owner = uid(says);
    boolean rootSaysSo = owner == 0 && (mode(says) & OTHERS_MAY_WRITE) == 0;
    if (rootSaysSo || (owner != 0 && owner == uid(existing(hooks.path())))) {
      return Optional.empty();
    }
    String because =
        owner == 0
            ? "which others than root may have written"
            : "which is not " + Files.getOwner(says).getName() + "'s, whose word that is";
    return Optional.of(
        ("by %s its hooks are in %s, %s; root does not go there. Run this as the account that owns"
                + " both, or say it for all: git config --system core.hooksPath")
            .formatted(says, hooks.path(), because));
  }

  private static Path existing(Path path) {
    Path existing = path;
    while (!HooksFolder.exists(existing)) {
      existing = Objects.requireNonNull(existing.getParent());
    }
    return existing;
  }

  private static int uid(Path path) throws IOException {
    return (Integer) Files.getAttribute(path, "unix:uid");
  }

  private static int mode(Path path) throws IOException {
    return (Integer) Files.getAttribute(path, "unix:mode");
  }
}
