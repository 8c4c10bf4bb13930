package io.repohook.git.diff;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a diff as far as there is room. Git keeps bytes and does not say in which encoding:
 * each line is read as UTF-8, else as ISO-8859-1, which every byte is.
 */
final class Lines {
  private final int mostLines;
  private final List<String> lines = new ArrayList<>();
  private long bytesLeft;
  private boolean cut;

  Lines(int mostLines, long mostBytes) {
    this.mostLines = mostLines;
    this.bytesLeft = mostBytes;
  }

  boolean hasRoom() {
    return !cut && mostLines > 0;
  }

  /** Adds what a file's diff says, as much of it as there is room for. */
  void add(byte[] text) {
    int start = 0;
    for (int i = 0; i <= text.length && !cut; i++) {
      if (i == text.length ? i > start : text[i] == '\n') {
        bytesLeft -= i + 1 - start;
        if (lines.size() >= mostLines || bytesLeft < 0) {
          cut = true;
        } else {
          lines.add(decode(ByteBuffer.wrap(text, start, i - start)));
        }
        start = i + 1;
      }
    }
  }

  void add(String line) {
    lines.add(line);
  }

  List<String> all() {
    return lines;
  }

  /** That not all is there; null when it is. */
  @Nullable String cut() {
    return cut ? "diff cut after " + lines.size() + " lines: too large" : null;
  }

  private static String decode(ByteBuffer line) {
    try {
      return UTF_8.newDecoder().decode(line.duplicate()).toString();
    } catch (CharacterCodingException e) {
      return ISO_8859_1.decode(line).toString();
    }
  }
}
