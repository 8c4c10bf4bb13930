package io.repohook.artifact.log;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * A file of a log as it was found.
 *
 * @param size in bytes, on the disk
 */
record LogFile(Path path, long inode, long size, FileTime modified) {
  private static final String GZIP = ".gz";

  /**
   * Looks at a file.
   *
   * @throws java.nio.file.NoSuchFileException when there is none
   */
  static LogFile at(Path path) throws IOException {
    BasicFileAttributes found = Files.readAttributes(path, BasicFileAttributes.class);
    long inode = ((Number) Files.getAttribute(path, "unix:ino")).longValue();
    return new LogFile(path, inode, found.size(), found.lastModifiedTime());
  }

  static boolean isRegular(Path path) {
    try {
      return Files.readAttributes(path, BasicFileAttributes.class).isRegularFile();
    } catch (IOException e) {
      return false;
    }
  }

  /** Whether its path leads to another file by now, or to none: what was read may be of that. */
  boolean hasMoved() throws IOException {
    try {
      return at(path).inode() != inode;
    } catch (NoSuchFileException e) {
      return true;
    }
  }

  /** Whether there is anything in it. */
  boolean hasLines() {
    return size > 0;
  }

  boolean compressed() {
    return path.toString().endsWith(GZIP);
  }

  /** What it was called before it was compressed; empty when it is not. */
  Optional<Path> uncompressed() {
    String name = String.valueOf(path.getFileName());
    return compressed()
        ? Optional.of(path.resolveSibling(name.substring(0, name.length() - GZIP.length())))
        : Optional.empty();
  }

  /** Its bytes, as they were before they were compressed; the caller closes it. */
  InputStream open() throws IOException {
    InputStream raw = Files.newInputStream(path);
    try {
      return compressed() ? new GZIPInputStream(raw, 1 << 16) : raw;
    } catch (IOException e) {
      raw.close();
      throw e;
    }
  }

  /** Its bytes from there on; the caller closes it. */
  InputStream openAt(long offset) throws IOException {
    InputStream in = open();
    try {
      in.skipNBytes(offset);
      return in;
    } catch (IOException e) {
      in.close();
      throw e;
    }
  }

  /** Whether it is what was read to that position, or a copy of it. */
  boolean continues(Position position) throws IOException {
    if (!compressed() && size < position.offset()) {
      return false;
    }
    try (InputStream in = new BufferedInputStream(open())) {
      if (!Head.of(in, position.head().length()).equals(position.head())) {
        return false;
      }
      if (compressed()) {
        in.skipNBytes(Math.max(0, position.offset() - position.head().length()));
      }
      return true;
    } catch (EOFException | ZipException e) {
      return false; // It is shorter, or still being compressed, or damaged.
    }
  }
}
