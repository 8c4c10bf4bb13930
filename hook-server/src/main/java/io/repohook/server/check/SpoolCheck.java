package io.repohook.server.check;

import io.repohook.spool.Spool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The spool: whose it is, and whether it is a drop box. */
final class SpoolCheck {
  private static final String KEY = "spool";
  private static final int DROP_BOX = 03733;

  private final Path spool;
  private final Account service;
  private final Findings findings;

  SpoolCheck(Path spool, Account service, Findings findings) {
    this.spool = spool.toAbsolutePath();
    this.service = service;
    this.findings = findings;
  }

  void run() throws IOException {
    if (!Files.isDirectory(spool)) {
      boolean isThere = Files.exists(spool, LinkOption.NOFOLLOW_LINKS);
      findings.warn(
          KEY,
          spool + (isThere ? " is no folder" : " does not exist"),
          isThere
              ? "name another one, or move it away"
              : "'repohook install' or 'repohook serve' makes it");
      return;
    }
    if (!Files.isWritable(spool) || !Files.isReadable(spool)) {
      findings.warn(
          KEY,
          "this account cannot use " + spool,
          "run as the account that owns it, or make it with mode 3733");
    }
    owner(FileMode.of(spool.toRealPath()));
    mode(FileMode.of(spool.toRealPath()));
    for (String inside : List.of(Spool.TAKING, Spool.QUARANTINE)) {
      closed(spool.resolve(inside));
    }
    above(spool.toRealPath());
  }

  private void owner(FileMode found) {
    if (!found.owner().equals(service.name())) {
      findings.warn(
          KEY,
          "%s is %s's, and the service is %s".formatted(spool, found.owner(), service.name()),
          "run as root: chown %s: %s".formatted(service.name(), spool));
    } else if (!service.groups().contains(found.group())) {
      findings.warn(
          KEY,
          "its group is %s, in which %s is not: it cannot read what pushes leave there"
              .formatted(found.group(), service.name()),
          "run as root: chown %s: %s".formatted(service.name(), spool));
    }
  }

  private void mode(FileMode found) {
    List<String> wrong = new ArrayList<>();
    if (!found.has(FileMode.STICKY)) {
      wrong.add("each account may rename and delete the files of another");
    }
    if (!found.has(FileMode.SET_GROUP_ID)) {
      wrong.add("the service cannot read what other accounts put there");
    }
    if (found.has(FileMode.OTHERS_READ) || found.has(FileMode.GROUP_READ)) {
      wrong.add("other accounts may list it");
    }
    if (!wrong.isEmpty()) {
      findings.warn(
          KEY,
          "the mode of %s is %s: %s".formatted(spool, found.octal(), String.join("; ", wrong)),
          "run: chmod %o %s".formatted(DROP_BOX, spool));
    }
  }

  /** What only the service may enter. Others could make it first, or look into it. */
  private void closed(Path inside) throws IOException {
    if (!Files.exists(inside, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    FileMode found = FileMode.of(inside);
    if (!found.owner().equals(service.name()) || (found.mode() & 0077) != 0) {
      findings.warn(
          KEY,
          "%s is %s's and its mode is %s".formatted(inside, found.owner(), found.octal()),
          "run as root: chown %1$s: %2$s && chmod 700 %2$s".formatted(service.name(), inside));
    }
  }

  /** Who may write to a folder above it may put another spool in its place. */
  private void above(Path real) throws IOException {
    for (Path each = real.getParent(); each != null; each = each.getParent()) {
      FileMode found = FileMode.of(each);
      if (found.has(FileMode.OTHERS_WRITE) && !found.has(FileMode.STICKY)) {
        findings.warn(
            KEY,
            "any account may write to %s and so put another folder in the place of the spool"
                .formatted(each),
            "run as root: chmod o-w " + each);
      }
    }
  }
}
