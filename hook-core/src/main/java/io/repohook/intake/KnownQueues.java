package io.repohook.intake;

import io.repohook.spool.SpoolEntry;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which queue each waiting file belongs to, so that a file is opened once for that, however often
 * it is looked at. For any number of threads.
 */
final class KnownQueues {
  private final Map<String, Known> byFile = new ConcurrentHashMap<>();
  private final Reading reading;

  /** Opens a file to see which queue it belongs to. */
  interface Reading {
    /**
     * Reads which queue it is.
     *
     * @throws NoSuchFileException when another process took it
     * @throws AccessDeniedException when it may not be read, perhaps not yet
     */
    String queueOf(SpoolEntry entry) throws IOException;
  }

  /** The queue that a file was found to belong to when it was as {@code entry} says. */
  private record Known(SpoolEntry entry, String queue) {
    /** One that tells no repository may tell one once it has grown. */
    boolean holdsFor(SpoolEntry now) {
      return !queue.equals(entry.name()) || entry.equals(now);
    }
  }

  KnownQueues(Reading reading) {
    this.reading = reading;
  }

  /** The queue of a file, or empty when another process took it. */
  Optional<String> of(SpoolEntry entry) throws IOException {
    Known known = byFile.get(entry.name());
    if (known == null || !known.holdsFor(entry)) {
      try {
        known = new Known(entry, reading.queueOf(entry));
      } catch (NoSuchFileException e) {
        return Optional.empty();
      } catch (AccessDeniedException e) {
        return Optional.of(entry.name()); // Perhaps it may be read later.
      }
      byFile.put(entry.name(), known);
    }
    return Optional.of(known.queue());
  }

  /** Forgets a file: the next time it is opened again. */
  void forget(String file) {
    byFile.remove(file);
  }

  /** Forgets all other files. */
  void retain(Set<String> files) {
    byFile.keySet().retainAll(files);
  }

  /** Whether a file of that queue is known. */
  boolean has(String queue) {
    return byFile.values().stream().anyMatch(known -> known.queue().equals(queue));
  }
}
