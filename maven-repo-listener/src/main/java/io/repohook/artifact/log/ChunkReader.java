package io.repohook.artifact.log;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads whole lines of a log's file from a position on. The half of a line at the end is left until
 * it is whole. A line longer than the buffer is garbage, of any length.
 */
final class ChunkReader {
  /** No server writes a longer line: its buffers for a request's head are far smaller. */
  static final int BUFFER = 1 << 18;

  /** So much at once: a second's work at most, after which the position is kept. */
  private static final long MOST_BYTES = 64 << 20;

  private static final Logger log = LoggerFactory.getLogger(ChunkReader.class);

  private final LineFormat format;
  private final Interest interest;
  private final int budget;

  private final List<Found> requests = new ArrayList<>();
  private int lines;
  private int cost;
  private int garbage;
  private boolean skipping;
  private boolean damaged;

  /**
   * @param budget it stops at the end of the buffer whose requests have used it up
   */
  ChunkReader(LineFormat format, Interest interest, int budget) {
    this.format = format;
    this.interest = interest;
    this.budget = budget;
  }

  /** Reads once; for another chunk there is another reader. */
  Chunk read(LogFile file, Position from) throws IOException {
    byte[] buffer = new byte[BUFFER];
    long base = from.offset(); // of the buffer's first byte
    int filled = 0;
    boolean ended = false;
    try (InputStream in = file.openAt(Math.max(0, from.offset() - 1))) {
      // The last chunk may have ended within a line of endless length: its rest is no line.
      skipping = from.offset() > 0 && in.read() != '\n';
      while (cost < budget && base - from.offset() < MOST_BYTES) {
        int count = more(in, buffer, filled, file);
        if (count == 0) {
          ended = true;
          break;
        }
        filled += count;
        int used = lines(buffer, filled, from.identity(), base);
        if (used == 0 && filled == buffer.length) {
          skipping = true;
          used = filled;
        }
        System.arraycopy(buffer, used, buffer, 0, filled - used);
        base += used;
        filled -= used;
      }
    }
    return new Chunk(requests, from.at(base, head(file, from, base)), lines, garbage, ended);
  }

  /** Fills the buffer; the number of bytes. A compressed file that is damaged ends there. */
  private int more(InputStream in, byte[] buffer, int filled, LogFile file) throws IOException {
    int to = filled;
    try {
      for (int count = damaged ? -1 : 0;
          count >= 0 && to < buffer.length;
          to += Math.max(0, count)) {
        count = in.read(buffer, to, buffer.length - to);
      }
    } catch (ZipException | EOFException e) {
      damaged = true;
      log.warn("{} is damaged; the lines after that in it were not seen: {}", file.path(), "" + e);
    }
    return to - filled;
  }

  /** Reads the whole lines in a buffer; the number of bytes they take. */
  private int lines(byte[] buffer, int filled, String identity, long base) {
    int start = 0;
    for (int i = 0; i < filled; i++) {
      if (buffer[i] != '\n') {
        continue;
      }
      if (skipping) {
        skipping = false;
        lines++;
        garbage++;
      } else {
        line(buffer, start, i, identity, base);
      }
      start = i + 1;
    }
    return start;
  }

  private void line(byte[] buffer, int start, int end, String identity, long base) {
    lines++;
    int to = end > start && buffer[end - 1] == '\r' ? end - 1 : end;
    Line line = format.read(buffer, start, to, interest);
    if (line instanceof Line.Request request) {
      requests.add(new Found(identity, base + start, request));
      cost += interest.cost(request.method());
    } else if (line == Line.Other.GARBAGE) {
      garbage++;
    }
  }

  private static Head head(LogFile file, Position from, long offset) throws IOException {
    if (from.head().length() == Head.MOST || offset == from.offset()) {
      return from.head();
    }
    try (InputStream in = file.open()) {
      return Head.of(in, Math.max(offset, from.head().length()));
    }
  }
}
