package io.repohook.outbox;

import java.util.Map;
import java.util.Optional;

/**
 * What a source remembers of one repository from one spool file to the next: small values by key. A
 * source only reads it; changes go into the {@link Deposit} and are committed with the events they
 * explain.
 */
public interface SourceState {

  Optional<String> get(String key);

  /** The values of all keys that begin so, sorted by key. */
  Map<String, String> startingWith(String prefix);

  /**
   * Some of the values of {@link #startingWith}, for whoever may not need all.
   *
   * @param after a key; those that come after it, in the order of their bytes of UTF-8
   * @param most so many of them, the first ones
   */
  Map<String, String> next(String prefix, String after, int most);

  /** All values, sorted by key. */
  default Map<String, String> all() {
    return startingWith("");
  }
}
