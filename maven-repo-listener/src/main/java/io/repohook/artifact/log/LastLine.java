package io.repohook.artifact.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.StandardOpenOption;

/** Finds where a log's unfinished line begins: it will be whole later, and is then news. */
final class LastLine {
  private LastLine() {}

  /** After the last line break; the file's size where it ends with one. */
  static long startOf(LogFile file) throws IOException {
    try (SeekableByteChannel channel = FileChannel.open(file.path(), StandardOpenOption.READ)) {
      long end = channel.size();
      ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
      while (end > 0) {
        long start = Math.max(0, end - buffer.capacity());
        buffer.clear().limit((int) (end - start));
        channel.position(start);
        while (buffer.hasRemaining() && channel.read(buffer) >= 0) {
          // until it is filled
        }
        for (int i = buffer.position() - 1; i >= 0; i--) {
          if (buffer.get(i) == '\n') {
            return start + i + 1;
          }
        }
        end = start;
      }
      return 0;
    }
  }
}
