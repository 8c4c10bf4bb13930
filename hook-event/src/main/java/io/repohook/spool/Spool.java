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
import java.nio.file.attribute.UserPrincipal;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

  /** Where files lie while they are looked at, out of the reach of other accounts. */
  public static final String TAKING = "taking";

  /** A sixth of the memory, as a file is in it some three times while it is taken in. */
  private static final long MOST_IN_MEMORY = Runtime.getRuntime().maxMemory() / 6;

  /**
   * A push of half a million refs is about 50 MB. What is larger was not written by a hook, and
   * reading it would take the service's memory.
   */
  private static final long MAX_SIZE = Math.min(64L << 20, MOST_IN_MEMORY);

  /** What is read to see whose a file is: sources tell the repository first, in 4 KiB at most. */
  private static final int HEAD = 16 << 10;

  /** A writer needs milliseconds. One that has not finished after this long never will. */
  private static final Duration ABANDONED_AFTER = Duration.ofHours(1);

  /** Whoever owns a file may give it any time, and one far ahead is out of the range of sums. */
  private static final Duration MOST_AHEAD = Duration.ofHours(1);

  private final Path folder;
  private final Quarantine quarantine;
  private final Taking taking;

  public Spool(Path folder) {
    this.folder = folder;
    this.taking = new Taking(folder, folder.resolve(TAKING));
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
      new Taking(folder, folder.resolve(TAKING)).create();
      // 3733: set-group-ID gives new files the service's group, sticky protects them.
      Files.setAttribute(folder, "unix:mode", 03733);
    }
    return new Spool(folder);
  }

  /** The finished files, oldest first. Files that were never finished go to quarantine. */
  public List<SpoolEntry> ready(Instant now) throws IOException {
    Map<String, SpoolEntry> ready = new HashMap<>();
    list(folder, now, ready);
    // After the spool: a file that is moved meanwhile is seen twice, and not missed.
    if (taking.exists()) {
      list(taking.folder(), now, ready);
    }
    return ready.values().stream().sorted(SpoolEntry.ORDER).toList();
  }

  private void list(Path from, Instant now, Map<String, SpoolEntry> ready) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(from)) {
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
        Instant writtenAt = sane(attributes.lastModifiedTime().toInstant(), now);
        if (SpoolNames.isFinished(name)) {
          ready.put(name, new SpoolEntry(name, writtenAt, attributes.size()));
        } else if (writtenAt.plus(ABANDONED_AFTER).isBefore(now)) {
          putAside(name);
        }
      }
    }
  }

  private static Instant sane(Instant written, Instant now) {
    Instant latest = now.plus(MOST_AHEAD);
    if (written.isAfter(latest)) {
      return latest;
    }
    return written.isBefore(Instant.EPOCH) ? Instant.EPOCH : written;
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
   * The records at the beginning of a file that {@link #ready} named: those that are complete in
   * its first 16 KiB.
   *
   * @throws NoSuchFileException when another reader took it in the meantime
   * @throws AccessDeniedException when this account may not read it
   * @throws MalformedSpoolFileException when it is no spool file
   */
  public List<SpoolRecord> peek(SpoolEntry entry) throws IOException, MalformedSpoolFileException {
    Path file = taking.take(entry.name());
    look(file);
    try (InputStream in = Files.newInputStream(file, READ, NOFOLLOW_LINKS)) {
      return SpoolFormat.head(in.readNBytes(HEAD));
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
    Path file = taking.take(entry.name());
    Map<String, Object> attributes = look(file);
    int size = (int) number(attributes, "size");
    byte[] bytes;
    try (InputStream in = Files.newInputStream(file, READ, NOFOLLOW_LINKS)) {
      byte[] head = in.readNBytes(Math.min(HEAD, size));
      SpoolFormat.head(head); // What is garbage from the start is not worth the memory.
      bytes = Arrays.copyOf(head, size);
      int read = head.length + in.readNBytes(bytes, head.length, size - head.length);
      bytes = read == size ? bytes : Arrays.copyOf(bytes, read);
    }
    return new SpoolFile(
        entry.name(), entry.writtenAt(), owner(attributes), SpoolFormat.read(bytes));
  }

  /**
   * Whose a file is that {@link #ready} named, also of one that this account may not read.
   *
   * @throws NoSuchFileException when another reader took it in the meantime
   */
  public SpoolOwner owner(SpoolEntry entry) throws IOException {
    Path file = taking.take(entry.name());
    return owner(Files.readAttributes(file, "unix:uid,owner", NOFOLLOW_LINKS));
  }

  private static SpoolOwner owner(Map<String, Object> attributes) {
    UserPrincipal account = (UserPrincipal) Objects.requireNonNull(attributes.get("owner"));
    return new SpoolOwner((int) number(attributes, "uid"), account.getName());
  }

  /** Looks at a file without opening it: opening a pipe would wait for ever. */
  private static Map<String, Object> look(Path file)
      throws IOException, MalformedSpoolFileException {
    Map<String, Object> attributes =
        Files.readAttributes(file, "unix:isRegularFile,size,mode,nlink,uid,owner", NOFOLLOW_LINKS);
    if (!Boolean.TRUE.equals(attributes.get("isRegularFile"))) {
      throw new MalformedSpoolFileException("it is no regular file");
    }
    if (number(attributes, "size") > MAX_SIZE) {
      throw new MalformedSpoolFileException("it is larger than " + (MAX_SIZE >> 20) + " MiB");
    }
    if ((number(attributes, "mode") & 0022) != 0) {
      throw new MalformedSpoolFileException(
          "others than its owner may write to it, so its owner need not be its author");
    }
    if (number(attributes, "nlink") != 1) {
      throw new MalformedSpoolFileException(
          "it has another name elsewhere, so its owner need not have put it here");
    }
    return attributes;
  }

  private static long number(Map<String, Object> attributes, String name) {
    return ((Number) Objects.requireNonNull(attributes.get(name))).longValue();
  }

  /** Whether a file is still there. */
  public boolean has(String name) {
    return Files.exists(taking.find(name), NOFOLLOW_LINKS);
  }

  /** Takes a file away for good; does nothing when it is gone already. */
  public void remove(String name) throws IOException {
    Files.deleteIfExists(taking.find(name));
  }

  /** Puts a file aside and writes {@code reason} beside it, for a person to read. */
  public void quarantine(String name, String reason) throws IOException {
    quarantine.keep(taking.find(name), reason);
  }

  /** How many files lie in quarantine. */
  public int quarantined() throws IOException {
    return quarantine.count();
  }
}
