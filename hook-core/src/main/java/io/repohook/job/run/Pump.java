package io.repohook.job.run;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Hands on what a command prints, each piece as it comes, to where it would have gone without us.
 *
 * <p>When nobody reads at that end any more, the command's own is closed too, so that the command
 * learns of it as ever, by SIGPIPE. A file that cannot be written, as on a full disk, is no reason
 * to end a job: it goes on, and what it prints is lost until there is room again.
 */
final class Pump {
  /** As much as a pipe holds on Linux. */
  private static final int PIECE = 64 << 10;

  /**
   * A read that takes so long found the pipe empty. On a busy machine, a thread that has something
   * to read may not get its turn for a while; a second of that is unheard of.
   */
  private static final Duration QUIET = Duration.ofSeconds(1);

  private final InputStream from;
  private final OutputStream to;
  private final boolean hasReader;
  private final Tail tail;
  private final Thread thread;
  private volatile boolean reading;
  private final AtomicLong pieces = new AtomicLong();

  private volatile @Nullable String lost;

  /**
   * Begins at once.
   *
   * @param hasReader whether somebody reads at the other end, who may go away; else it is a file
   */
  Pump(String name, InputStream from, OutputStream to, boolean hasReader, Tail tail) {
    this.from = from;
    this.to = to;
    this.hasReader = hasReader;
    this.tail = tail;
    this.thread = new Thread(this::run, name);
    thread.setDaemon(true);
    thread.start();
  }

  private void run() {
    byte[] piece = new byte[PIECE];
    try (from) {
      for (int length = read(piece); length >= 0; length = read(piece)) {
        tail.add(piece, length);
        write(piece, length);
      }
    } catch (IOException e) {
      // Nobody reads it any more, or the command has closed it: there is nothing left to do.
    }
  }

  private void write(byte[] piece, int length) throws IOException {
    try {
      to.write(piece, 0, length);
      to.flush();
    } catch (IOException e) {
      if (hasReader) {
        throw e;
      }
      lost = e.getMessage();
    }
  }

  /** Why a part could not be written; null when all was. */
  @Nullable String lost() {
    return lost;
  }

  private int read(byte[] piece) throws IOException {
    reading = true;
    try {
      return from.read(piece);
    } finally {
      reading = false;
      pieces.incrementAndGet();
    }
  }

  /**
   * Waits until everything is handed on that was printed before the command ended. A process that
   * it left behind may hold the pipe open for ever; as in a shell, nobody waits for that.
   */
  void finish() throws InterruptedException {
    while (thread.isAlive()) {
      boolean waiting = reading;
      long before = pieces.get();
      thread.join(QUIET.toMillis());
      if (waiting && reading && before == pieces.get()) {
        return;
      }
    }
  }
}
