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

  /** All values, sorted by key. */
  Map<String, String> all();
}
