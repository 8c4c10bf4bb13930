package io.repohook.spool;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Adds files to a spool from Java; the shell hook does the same with {@code sync} and {@code mv}.
 *
 * <p>Thread-safe; any number of writers, in any number of processes, may use one folder.
 */
public final class SpoolWriter {
  /** Readable by the spool's group, which is the service's; see the mode of the folder. */
  private static final Set<PosixFilePermission> FOR_THE_SERVICE =
      PosixFilePermissions.fromString("rw-r-----");

  private final Path folder;

  public SpoolWriter(Path folder) {
    this.folder = folder;
  }

  /**
   * Writes one file. When this returns, its bytes are on the disk and intake can see it.
   *
   * @return the file's name
   * @throws IOException when the folder is missing, not writable or full; nothing is left behind
   */
  public String write(List<SpoolRecord> records) throws IOException {
    String unique = unique();
    Path unfinished = folder.resolve(SpoolNames.unfinished(unique));
    Path finished = folder.resolve(SpoolNames.finished(unique));
    try {
      try (FileChannel channel =
          FileChannel.open(
              unfinished,
              Set.of(CREATE_NEW, WRITE),
              PosixFilePermissions.asFileAttribute(FOR_THE_SERVICE))) {
        // This account's umask may have taken the group's part away.
        Files.setPosixFilePermissions(unfinished, FOR_THE_SERVICE);
        ByteBuffer bytes = ByteBuffer.wrap(SpoolFormat.write(records));
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
        channel.force(true);
      }
      Files.move(unfinished, finished, ATOMIC_MOVE);
    } catch (IOException e) {
      Files.deleteIfExists(unfinished);
      throw e;
    }
    return finished.getFileName().toString();
  }

  /**
   * A name that no other file has. File systems count time in ticks of some milliseconds; of two
   * files of one tick, the name says which this account wrote first.
   */
  private static String unique() {
    long micros = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
    return "%016x-%s".formatted(micros, UUID.randomUUID());
  }
}
