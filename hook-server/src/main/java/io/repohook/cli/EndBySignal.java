package io.repohook.cli;

import java.util.concurrent.CountDownLatch;

/**
 * Lets a signal end a command that stays as its own end would: everything is closed, and the
 * process exits with the command's status. Java by itself would exit with 143 or 130, which a
 * service manager takes for a failure.
 *
 * <p>Open it before all that the command opens, so that it is closed last.
 */
final class EndBySignal implements AutoCloseable {
  private final CountDownLatch over = new CountDownLatch(1);
  private volatile int status = Cli.FAILED;

  /**
   * From now on a signal ends the command.
   *
   * @param stop makes the command return soon
   */
  void by(Runnable stop) {
    Runtime.getRuntime().addShutdownHook(new Thread(() -> end(stop), "signal"));
  }

  private void end(Runnable stop) {
    if (over.getCount() == 0) {
      return; // No signal: the command has ended by itself, with whatever status.
    }
    stop.run();
    try {
      over.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Runtime.getRuntime().halt(status);
  }

  /** The status with which the command ends. */
  int with(int ended) {
    status = ended;
    return ended;
  }

  @Override
  public void close() {
    over.countDown();
  }
}
