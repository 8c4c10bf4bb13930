package io.repohook.job.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.repohook.channel.Mask;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The end of what a command printed, on both its outputs, in the order in which it came.
 * Thread-safe.
 *
 * <p>More is kept than is told: a secret of which only the end was kept could not be found. Where
 * so much was secret that even the first of it is told, what may be such an end is left out.
 */
final class Tail {
  /** Enough to see what went wrong; a chat message shows less still. */
  static final int LINES = 100;

  /** Of {@link io.repohook.job.JobFile#MOST_OUTPUT} characters, which are no more than bytes. */
  static final int BYTES = 16 << 10;

  /** The longest secret of the configuration has 64 KiB. */
  private static final int KEPT = BYTES + (64 << 10);

  private final byte[] ring = new byte[KEPT];
  private long count;

  synchronized void add(byte[] bytes, int length) {
    int from = Math.max(0, length - KEPT);
    for (int at = from; at < length; ) {
      int position = (int) ((count + at) % KEPT);
      int step = Math.min(length - at, KEPT - position);
      System.arraycopy(bytes, at, ring, position, step);
      at += step;
    }
    count += length;
  }

  /**
   * The end as text, whole lines where there are any.
   *
   * @param truncated whether there was more before it
   */
  record Text(String text, boolean truncated) {}

  /** What is to be told: the last lines, without secrets. */
  synchronized Text text(Mask mask) {
    String printed = new String(bytes(), UTF_8);
    String kept = count > KEPT ? mask.applyToRest(printed) : mask.apply(printed);
    List<String> lines = new ArrayList<>();
    int bytes = 0;
    int end = kept.length();
    while (end > 0 && lines.size() < LINES) {
      int start = kept.lastIndexOf('\n', end - 2) + 1;
      String line = kept.substring(start, end);
      bytes += line.getBytes(UTF_8).length;
      if (bytes > BYTES) {
        break;
      }
      lines.add(0, line);
      end = start;
    }
    if (lines.isEmpty() && end > 0) {
      return new Text(kept.substring(Math.max(0, end - BYTES / 4)), true);
    }
    return new Text(String.join("", lines), end > 0 || count > KEPT);
  }

  private byte[] bytes() {
    if (count <= KEPT) {
      return Arrays.copyOf(ring, (int) count);
    }
    int oldest = (int) (count % KEPT);
    byte[] bytes = Arrays.copyOfRange(ring, oldest, oldest + KEPT);
    System.arraycopy(ring, 0, bytes, KEPT - oldest, oldest);
    return bytes;
  }
}
