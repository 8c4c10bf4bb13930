package io.repohook.intake;

import io.repohook.spool.SpoolOwner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Whom intake believes: anybody on the machine may put a file into the spool, and the kernel says
 * whose it is.
 *
 * <p>An account may report for a repository if it could have pushed to it or is the service's own:
 * root, the spool's owner, the repository's owner, a member of its group where the group may write;
 * or if the configuration names it.
 */
final class Trust {
  private static final int ROOT = 0;

  private final Supplier<Set<String>> acceptFrom;
  private final Groups groups;
  private final Path spool;

  /**
   * Trust in what lies in a spool.
   *
   * @param spool its owner is the service itself, which finds what no hook reported
   */
  Trust(Supplier<Set<String>> acceptFrom, Groups groups, Path spool) {
    this.acceptFrom = acceptFrom;
    this.groups = groups;
    this.spool = spool;
  }

  /**
   * Why this account is not believed for the repository at that path; empty when it is.
   *
   * @throws IOException when that cannot be found out, as this account cannot look at it
   */
  Optional<String> objection(SpoolOwner owner, Path repository) throws IOException {
    if (owner.uid() == ROOT
        || owner.uid() == uid(spool)
        || acceptFrom.get().contains(owner.name())) {
      return Optional.empty();
    }
    PosixFileAttributes attributes;
    try {
      attributes = Files.readAttributes(repository, PosixFileAttributes.class);
    } catch (NoSuchFileException e) {
      return Optional.of("there is no repository at " + repository + " any more");
    }
    if (uid(repository) == owner.uid()) {
      return Optional.empty();
    }
    if (attributes.permissions().contains(PosixFilePermission.GROUP_WRITE)
        && groups.has(attributes.group().getName(), owner.name())) {
      return Optional.empty();
    }
    return Optional.of(
        "account '"
            + owner.name()
            + "' wrote it, but may not push to "
            + repository
            + "; if it may report for others, name it in accept_from of repohook.yaml");
  }

  private static int uid(Path path) throws IOException {
    return (Integer) Files.getAttribute(path, "unix:uid");
  }
}
