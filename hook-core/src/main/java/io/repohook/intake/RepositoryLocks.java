package io.repohook.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import io.repohook.event.Sha256;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/**
 * Lets one intake at a time work on a repository, whatever number of processes runs.
 *
 * <p>One file, and of it one byte for each repository, locked by the kernel: when a process dies,
 * by whatever cause, its locks are gone at once. Locks are the process's, and closing any channel
 * on the file would drop them all, so a process keeps one instance for the whole spool.
 */
public final class RepositoryLocks implements AutoCloseable {
  private final FileChannel channel;

  /** Those of a file, which is made where it is missing. */
  public RepositoryLocks(Path file) throws IOException {
    // Whoever could open it could lock it, and anybody may make names in this folder.
    this.channel =
        FileChannel.open(
            file,
            Set.of(CREATE, WRITE, NOFOLLOW_LINKS),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
  }

  /** The lock of a repository, or empty while somebody else has it. */
  Optional<FileLock> tryLock(String repository) throws IOException {
    try {
      return Optional.ofNullable(channel.tryLock(position(repository), 1, false));
    } catch (OverlappingFileLockException e) {
      return Optional.empty();
    }
  }

  /** Two repositories of one position merely take turns. */
  private static long position(String repository) {
    byte[] digest = Sha256.of(repository.getBytes(UTF_8));
    // Some kernels count a lock's end in 63 bits.
    return ByteBuffer.wrap(digest).getLong() & (Long.MAX_VALUE >> 1);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
