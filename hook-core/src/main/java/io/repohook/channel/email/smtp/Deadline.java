package io.repohook.channel.email.smtp;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Ends a conversation in time by closing its socket. A read's own limit starts anew with each byte,
 * and a write has none. Closing the deadline lets the conversation go on for ever.
 */
final class Deadline implements AutoCloseable {
  private final CompletableFuture<@Nullable Void> timer;
  private final CompletableFuture<@Nullable Void> end;
  private volatile boolean isPassed;

  Deadline(Socket socket, Duration left) {
    timer =
        new CompletableFuture<@Nullable Void>()
            .completeOnTimeout(null, left.toNanos(), TimeUnit.NANOSECONDS);
    end = timer.thenRun(() -> pass(socket));
  }

  private void pass(Socket socket) {
    isPassed = true;
    try {
      socket.close();
    } catch (IOException e) {
      // It is closed all the same.
    }
  }

  /** Whether it ended the conversation. */
  boolean isPassed() {
    return isPassed;
  }

  @Override
  public void close() {
    timer.cancel(false);
    end.cancel(false);
  }
}
