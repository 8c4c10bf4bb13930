package io.repohook.intake;

import static java.nio.file.StandardWatchEventKinds.ENTRY_CREATE;

import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Waits until something new is in the spool.
 *
 * <p>Only a hint: the kernel may drop notices, so whoever waits here looks from time to time
 * anyway.
 */
public final class SpoolWatch implements AutoCloseable {
  private final WatchService service;

  public SpoolWatch(Path folder) throws IOException {
    this.service = folder.getFileSystem().newWatchService();
    folder.register(service, ENTRY_CREATE);
  }

  /** Returns when a file came, or after {@code most}. */
  public void await(Duration most) throws InterruptedException {
    WatchKey key = service.poll(Math.max(1, most.toMillis()), TimeUnit.MILLISECONDS);
    if (key != null) {
      key.pollEvents();
      key.reset();
    }
  }

  @Override
  public void close() throws IOException {
    service.close();
  }
}
