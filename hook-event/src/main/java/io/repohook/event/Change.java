package io.repohook.event;

import java.util.Locale;

/** What became of a ref. */
public enum Change {
  CREATED,
  /** A branch moved forward: everything that was in it still is. */
  UPDATED,
  /** A branch moved to a commit that does not contain the one before. */
  FORCED,
  /** A branch moved back to one of its own ancestors. */
  REWOUND,
  /** A tag now names another object. */
  MOVED,
  DELETED;

  /** The change's name in payloads: {@code created}. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
