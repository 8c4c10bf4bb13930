package io.repohook.server;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Closes what was opened, the last first; one that cannot be closed does not keep the others. */
final class Closing implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Closing.class);

  private final Deque<AutoCloseable> open = new ArrayDeque<>();

  <T extends AutoCloseable> T add(T opened) {
    open.push(opened);
    return opened;
  }

  @Override
  public void close() {
    while (!open.isEmpty()) {
      AutoCloseable each = open.pop();
      try {
        each.close();
      } catch (Exception e) {
        log.warn("{} could not be closed", each.getClass().getSimpleName(), e);
      }
    }
  }
}
