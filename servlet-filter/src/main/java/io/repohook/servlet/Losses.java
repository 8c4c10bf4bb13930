package io.repohook.servlet;

import java.util.HashMap;
import java.util.Map;

/** Counts the requests for which there was no room, until the service is told. Thread-safe. */
final class Losses {
  private final Map<String, Long> counts = new HashMap<>();

  /** Counts some; whether they are the first since all were told. */
  synchronized boolean add(String repository, long count) {
    boolean first = counts.isEmpty();
    counts.merge(repository, count, Long::sum);
    return first;
  }

  synchronized long of(String repository) {
    return counts.getOrDefault(repository, 0L);
  }

  synchronized long all() {
    return counts.values().stream().mapToLong(each -> each).sum();
  }

  /** So many of a repository have been told. */
  synchronized void told(String repository, long count) {
    counts.computeIfPresent(repository, (name, all) -> all > count ? all - count : null);
  }
}
