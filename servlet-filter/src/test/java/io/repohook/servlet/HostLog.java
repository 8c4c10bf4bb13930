package io.repohook.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** What the filter says in its host's log, from when this is opened until it is closed. */
final class HostLog extends Handler {
  private static final int PATIENCE_SECONDS = 30;

  /** Held, as the JDK would forget it, and us with it. */
  private final Logger logger = Logger.getLogger("io.repohook.servlet");

  private final BlockingQueue<String> said = new LinkedBlockingQueue<>();

  HostLog() {
    logger.addHandler(this);
  }

  /** Waits for the next thing said, which has these words in it. */
  void awaitSaid(String words) throws InterruptedException {
    assertThat(said.poll(PATIENCE_SECONDS, TimeUnit.SECONDS)).isNotNull().contains(words);
  }

  void saysNoMore() {
    assertThat(said).isEmpty();
  }

  @Override
  public void publish(LogRecord entry) {
    said.add(new SimpleFormatter().formatMessage(entry));
  }

  @Override
  public void flush() {}

  @Override
  public void close() {
    logger.removeHandler(this);
  }
}
