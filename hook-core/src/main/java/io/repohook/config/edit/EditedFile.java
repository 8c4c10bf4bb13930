package io.repohook.config.edit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A configuration file as it was when it was read, to be replaced by a changed text.
 *
 * <p>The file is replaced at once by a new one that is on the disk already; its owner, group and
 * mode stay, and a link keeps leading to it. Only where this account may write the file but cannot
 * replace it so (the folder is not its own to write, or the file is another account's) is it
 * rewritten in place. A file that somebody else has changed in the meantime is left as it is.
 * Confined to one thread.
 */
public final class EditedFile {
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private final Path file;
  private final byte @Nullable [] original;
  private final boolean marked;
  private final YamlText text;

  private EditedFile(Path file, byte @Nullable [] original, String decoded) {
    this.file = file;
    this.original = original;
    this.marked = decoded.startsWith(BYTE_ORDER_MARK);
    this.text = new YamlText(marked ? decoded.substring(1) : decoded);
  }

  /** Reads a file; one that does not exist has no text, and is made when it gets one. */
  public static EditedFile read(Path named) throws IOException, CannotEditException {
    if (!Files.exists(named, LinkOption.NOFOLLOW_LINKS)) {
      return new EditedFile(named, null, "");
    }
    Path file = named.toRealPath();
    byte[] bytes = Files.readAllBytes(file);
    try {
      return new EditedFile(
          file, bytes, UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException e) {
      throw new CannotEditException(named + " is not UTF-8; save it as UTF-8");
    }
  }

  /** What it said, less a byte order mark. */
  public YamlText text() {
    return text;
  }

  /**
   * Writes another text in its place.
   *
   * @throws CannotEditException when the file is no longer as it was read
   */
  public void replace(YamlText changed) throws IOException, CannotEditException {
    byte[] bytes = ((marked ? BYTE_ORDER_MARK : "") + changed.text()).getBytes(UTF_8);
    checkUnchanged();
    Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent());
    if (original == null) {
      Ownership.makeFolders(folder);
    }
    Path made;
    try {
      made = Files.createTempFile(folder, "." + file.getFileName() + ".", ".new");
    } catch (AccessDeniedException e) {
      writeInPlace(bytes);
      return;
    }
    try {
      write(made, bytes);
      boolean kept = Ownership.copy(original == null ? folder : file, made, original != null);
      if (kept || original == null) {
        putInPlace(made);
        sync(folder);
      } else {
        writeInPlace(bytes);
      }
    } finally {
      Files.deleteIfExists(made);
    }
  }

  private void putInPlace(Path made) throws IOException, CannotEditException {
    checkUnchanged();
    if (original != null) {
      Files.move(made, file, StandardCopyOption.ATOMIC_MOVE);
      return;
    }
    try {
      Files.createLink(file, made);
    } catch (FileAlreadyExistsException e) {
      throw changed();
    }
  }

  private void writeInPlace(byte[] bytes) throws IOException, CannotEditException {
    if (original == null) {
      throw new AccessDeniedException(file.toString());
    }
    checkUnchanged();
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      writeAll(channel, bytes);
      channel.truncate(bytes.length);
      channel.force(true);
    }
  }

  private void checkUnchanged() throws IOException, CannotEditException {
    byte @Nullable [] now;
    try {
      now = Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      now = null;
    }
    if (!Arrays.equals(original, now)) {
      throw changed();
    }
  }

  private CannotEditException changed() {
    return new CannotEditException(
        file + " has just been changed by somebody else, and is left so; try again");
  }

  private static void write(Path made, byte[] bytes) throws IOException {
    try (FileChannel channel = FileChannel.open(made, StandardOpenOption.WRITE)) {
      writeAll(channel, bytes);
      channel.force(true);
    }
  }

  private static void writeAll(FileChannel channel, byte[] bytes) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
  }

  /** A name is on the disk once its folder is. */
  static void sync(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
