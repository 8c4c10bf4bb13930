package io.repohook.intake;

import io.repohook.route.Located;
import io.repohook.spool.SpoolOwner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.function.BiPredicate;

/**
 * Whom intake believes: anybody on the machine may put a file into the spool, and the kernel says
 * whose it is.
 *
 * <p>An account may report for a repository if it could have pushed to it or is the service's own:
 * root, the spool's owner, the repository's owner, a member of its group where the group may write;
 * or if the configuration names it, which for a repository without a folder is the only way. The
 * member speaks for itself alone, the others for whomever they name as the pusher.
 */
final class Trust {
  private static final int ROOT = 0;

  private final BiPredicate<String, String> accepts;
  private final Groups groups;
  private final Path spool;

  /**
   * Trust in what lies in a spool.
   *
   * @param accepts whether the configuration has this account report for the repository of that
   *     name
   * @param spool its owner is the service itself, which finds what no hook reported
   */
  Trust(BiPredicate<String, String> accepts, Groups groups, Path spool) {
    this.accepts = accepts;
    this.groups = groups;
    this.spool = spool;
  }

  /** Whether an account is believed. */
  sealed interface Verdict {
    /** It is. */
    record Believed(Standing standing) implements Verdict {}

    /** It is not, and why, for a person. */
    record Refused(String because) implements Verdict {}
  }

  /**
   * Whether this account is believed for that repository.
   *
   * @throws IOException when that cannot be found out, as this account cannot look at it
   */
  Verdict of(SpoolOwner owner, Located where) throws IOException {
    String name = where.repository().name();
    if (owner.uid() == ROOT || owner.uid() == uid(spool) || accepts.test(owner.name(), name)) {
      return new Verdict.Believed(Standing.FOR_OTHERS);
    }
    Path repository = where.path();
    if (repository == null) {
      return new Verdict.Refused(
          "account '%s' wrote it; if it may report for %s, name it in accept_from of %s"
              .formatted(owner.name(), name, "repositories/" + name + ".yaml"));
    }
    PosixFileAttributes attributes;
    try {
      attributes = Files.readAttributes(repository, PosixFileAttributes.class);
    } catch (NoSuchFileException e) {
      return new Verdict.Refused("there is no repository at " + repository + " any more");
    }
    if (uid(repository) == owner.uid()) {
      return new Verdict.Believed(Standing.FOR_OTHERS);
    }
    if (attributes.permissions().contains(PosixFilePermission.GROUP_WRITE)
        && groups.has(attributes.group().getName(), owner.name())) {
      return new Verdict.Believed(Standing.FOR_ITSELF);
    }
    return new Verdict.Refused(
        "account '"
            + owner.name()
            + "' wrote it, but may not push to "
            + repository
            + "; if it may report for others, name it in accept_from");
  }

  private static int uid(Path path) throws IOException {
    return (Integer) Files.getAttribute(path, "unix:uid");
  }
}
