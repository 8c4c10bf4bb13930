package io.repohook.git.install;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.Objects;
import java.util.Set;

/**
 * A folder that is held open: what is done by a name is done in it, wherever its path leads by now.
 * Its owner could else put a link in its place between two calls. Files are given by their names.
 */
final class HeldFolder implements Closeable {
  private final SecureDirectoryStream<Path> folder;

  private HeldFolder(SecureDirectoryStream<Path> folder) {
    this.folder = folder;
  }

  /**
   * Opens the folder at that path.
   *
   * @throws IOException also where the last part of the path is a link: it was none when the folder
   *     was looked at
   */
  static HeldFolder open(Path path) throws IOException {
    Path absolute = path.toAbsolutePath().normalize();
    Path above = Objects.requireNonNull(absolute.getParent()); // No hooks are in /.
    try (DirectoryStream<Path> parent = Files.newDirectoryStream(above)) {
      if (parent instanceof SecureDirectoryStream<Path> secure) {
        return new HeldFolder(secure.newDirectoryStream(absolute.getFileName(), NOFOLLOW_LINKS));
      }
    }
    throw new FileSystemException(path.toString(), null, "this system cannot hold a folder open");
  }

  /** Writes a file that is not there yet. */
  void write(Path name, byte[] content, Set<PosixFilePermission> permissions) throws IOException {
    try (SeekableByteChannel file =
        folder.newByteChannel(
            name, Set.of(CREATE_NEW, WRITE), PosixFilePermissions.asFileAttribute(permissions))) {
      ByteBuffer rest = ByteBuffer.wrap(content);
      while (rest.hasRemaining()) {
        file.write(rest);
      }
    }
  }

  PosixFileAttributeView attributes(Path name) {
    return folder.getFileAttributeView(name, PosixFileAttributeView.class, NOFOLLOW_LINKS);
  }

  UserPrincipal owner() throws IOException {
    return folder.getFileAttributeView(PosixFileAttributeView.class).readAttributes().owner();
  }

  /** Renames at once, over what has the other name. */
  void rename(Path from, Path to) throws IOException {
    folder.move(from, folder, to);
  }

  void delete(Path name) throws IOException {
    folder.deleteFile(name);
  }

  void deleteIfExists(Path name) throws IOException {
    try {
      folder.deleteFile(name);
    } catch (NoSuchFileException e) {
      // It has another name by now.
    }
  }

  @Override
  public void close() throws IOException {
    folder.close();
  }
}
