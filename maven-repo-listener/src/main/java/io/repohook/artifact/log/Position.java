package io.repohook.artifact.log;

import java.time.Instant;
import java.util.Optional;

/**
 * How far one file of a log has been read.
 *
 * @param identity what the events of its lines are derived from; another one for each file, and for
 *     a file that was emptied
 * @param inode the file's number in its file system
 * @param head of its first bytes, which are the same in a copy, or a compressed one
 * @param offset of the first byte that has not been read, after a line break
 */
record Position(String identity, long inode, Head head, long offset) {

  private static final String NO_FILE = "none";

  /** The place in a log that has no file at that time: all of it will be read. */
  static Position beforeTheFirst(Instant now) {
    return new Position(NO_FILE, 0, Head.NONE, now.toEpochMilli());
  }

  boolean isBeforeTheFirst() {
    return identity.equals(NO_FILE);
  }

  /** Of a place before the first file: when there was none. */
  Instant noneAt() {
    return Instant.ofEpochMilli(offset);
  }

  Position at(long newOffset, Head newHead) {
    return new Position(identity, inode, newHead, newOffset);
  }

  Position in(long newInode) {
    return new Position(identity, newInode, head, offset);
  }

  /** As the store keeps it. */
  String encode() {
    return identity + " " + inode + " " + head.length() + " " + head.digest() + " " + offset;
  }

  /** Reads what {@link #encode} wrote. */
  static Position decode(String text) {
    String[] parts = text.split(" ", -1);
    return new Position(
        parts[0],
        Long.parseLong(parts[1]),
        new Head(Integer.parseInt(parts[2]), parts[3]),
        Long.parseLong(parts[4]));
  }

  static Optional<Position> decode(Optional<String> text) {
    return text.map(Position::decode);
  }
}
