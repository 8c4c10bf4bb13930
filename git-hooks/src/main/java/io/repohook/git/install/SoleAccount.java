package io.repohook.git.install;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jgit.errors.ConfigInvalidException;

/**
 * Whether an account has things for itself. A hook that starts drains runs as whoever pushes: were
 * that another account, it could not read the spool, and would leave files in the store that its
 * owner cannot write.
 *
 * @param uid the account's number
 */
public record SoleAccount(int uid) {
  /** Values of core.sharedRepository that share nothing; git-config(1). */
  private static final Set<String> SHARES_NOTHING = Set.of("umask", "false", "no", "off", "0", "");

  private static final int OTHERS_MAY_WRITE = 0022;

  /** The account of this process. */
  public static SoleAccount current() throws IOException {
    return new SoleAccount((Integer) Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
  }

  /** Why that file or folder is not this account's own, and what to do; empty when it is. */
  public Optional<String> objectionToOwner(Path path) throws IOException {
    return uid == (Integer) Files.getAttribute(path, "unix:uid")
        ? Optional.empty()
        : Optional.of(
            "%s belongs to %s, and --no-daemon is for what is all one account's; use 'repohook serve'"
                .formatted(path, Files.getOwner(path).getName()));
  }

  /** Why others may push to that repository, and what to do; empty when they may not. */
  Optional<String> objection(Path repository, HooksFolder hooks)
      throws IOException, ConfigInvalidException {
    String shared = HooksFolder.config(repository).getString("core", null, "sharedRepository");
    if (shared != null && isShared(shared)) {
      return Optional.of(
          "core.sharedRepository of %s is %s, so other accounts may push; use 'repohook serve'"
              .formatted(repository, shared));
    }
    for (Path each :
        new Path[] {
          repository, repository.resolve("objects"), repository.resolve("refs"), hooks.path()
        }) {
      if (!Files.exists(each)) {
        continue;
      }
      Optional<String> owner = objectionToOwner(each);
      if (owner.isPresent()) {
        return owner;
      }
      if (((Integer) Files.getAttribute(each, "unix:mode") & OTHERS_MAY_WRITE) != 0) {
        return Optional.of(
            ("other accounts may write to %s; use 'repohook serve', or take that from them:"
                    + " chmod -R go-w %s")
                .formatted(each, ShellWord.quote(repository.toString())));
      }
    }
    return Optional.empty();
  }

  private static boolean isShared(String value) {
    if (value.matches("0[0-7]{3}")) {
      return (Integer.parseInt(value, 8) & OTHERS_MAY_WRITE) != 0;
    }
    return !SHARES_NOTHING.contains(value);
  }
}
