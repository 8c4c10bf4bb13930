package io.repohook.spool;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardOpenOption.READ;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The service's side of the spool: sees what waits, reads it, takes it away.
 *
 * <p>Never trusts what it finds. The folder is open to every pusher's account, so a file may be
 * half written, garbage, huge, a link or a pipe; none of them stops the others. What cannot be an
 * event goes to the folder {@code quarantine}, its reason beside it.
 *
 * <p>Thread-safe. Several processes may read one spool; who removes a file last is indifferent.
 */
public final class Spool {
  /** Where files that are no events are kept for a person to look at. */
  public static final String QUARANTINE = "quarantine";

  /**
   * A push of a million refs is about 100 MB. What is larger was not written by a hook, and reading
   * it would take the service's memory.
   */
  private static final long MAX_SIZE = 256L << 20;

  /** A writer needs milliseconds. One that has not finished after this long never will. */
  private static final Duration ABANDONED_AFTER = Duration.ofHours(1);

  private final Path folder;
  private final Quarantine quarantine;

  public Spool(Path folder) {
    this.folder = folder;
    this.quarantine = new Quarantine(folder.resolve(QUARANTINE));
  }

  public Path folder() {
    return folder;
  }

  /**
   * Makes the folder where it does not exist yet, as a drop box: every account may add a file, none
   * but the owner may list them, and the sticky bit keeps each from another's.
   */
  public static Spool create(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      Files.createDirectories(folder);
      // Before another account can make something else of that name.
      new Quarantine(folder.resolve(QUARANTINE)).create();
      // 3733: set-group-ID gives new files the service's group, sticky protects them.
      Files.setAttribute(folder, "unix:mode", 03733);
    }
    return new Spool(folder);
  }

  /** The finished files, oldest first. Files that were never finished go to quarantine. */
  public List<SpoolEntry> ready(Instant now) throws IOException {
    List<SpoolEntry> ready = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        String name = file.getFileName().toString();
        if (!SpoolNames.isFinished(name) && !SpoolNames.isUnfinished(name)) {
          continue;
        }
        BasicFileAttributes attributes;
        try {
          attributes = Files.readAttributes(file, BasicFileAttributes.class, NOFOLLOW_LINKS);
        } catch (NoSuchFileException e) {
          continue; // Another reader took it.
        }
        Instant writtenAt = attributes.lastModifiedTime().toInstant();
        if (SpoolNames.isFinished(name)) {
          ready.add(new SpoolEntry(name, writtenAt, attributes.size()));
        } else if (writtenAt.plus(ABANDONED_AFTER).isBefore(now)) {
          putAside(name);
        }
      }
    }
    ready.sort(SpoolEntry.ORDER);
    return ready;
  }

  /** It is no event, whether it can be put aside or not: the others must not wait for it. */
  private void putAside(String name) {
    try {
      quarantine(name, "its writer never finished it");
    } catch (IOException e) {
      // The next look tries again.
    }
  }

  /**
   * Reads a file that {@link #ready} named.
   *
   * @throws NoSuchFileException when another reader took it in the meantime
   * @throws AccessDeniedException when this account may not read it
   * @throws MalformedSpoolFileException when it is no spool file
   */
  public SpoolFile read(SpoolEntry entry) throws IOException, MalformedSpoolFileException {
    Path file = folder.resolve(entry.name());
    PosixFileAttributes attributes =
        Files.readAttributes(file, PosixFileAttributes.class, NOFOLLOW_LINKS);
    if (!attributes.isRegularFile()) {
      throw new MalformedSpoolFileException("it is no regular file");
    }
    if (attributes.size() > MAX_SIZE) {
      throw new MalformedSpoolFileException("it is larger than " + (MAX_SIZE >> 20) + " MiB");
    }
    int uid =
        (Integer) Objects.requireNonNull(Files.getAttribute(file, "unix:uid", NOFOLLOW_LINKS));
    byte[] bytes;
    try (InputStream in = Files.newInputStream(file, READ, NOFOLLOW_LINKS)) {
      bytes = in.readNBytes((int) MAX_SIZE);
    }
    SpoolOwner owner = new SpoolOwner(uid, attributes.owner().getName());
    return new SpoolFile(entry.name(), entry.writtenAt(), owner, SpoolFormat.read(bytes));
  }

  /** Whether a file is still there. */
  public boolean has(String name) {
    return Files.exists(folder.resolve(name), NOFOLLOW_LINKS);
  }

  /** Takes a file away for good; does nothing when it is gone already. */
  public void remove(String name) throws IOException {
    Files.deleteIfExists(folder.resolve(name));
  }

  /** Puts a file aside and writes {@code reason} beside it, for a person to read. */
  public void quarantine(String name, String reason) throws IOException {
    quarantine.keep(folder.resolve(name), reason);
  }

  /** How many files lie in quarantine. */
  public int quarantined() throws IOException {
    return quarantine.count();
  }
}
