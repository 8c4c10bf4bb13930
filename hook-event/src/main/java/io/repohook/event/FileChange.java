package io.repohook.event;

import java.util.Locale;

/** What was done with a file of an artifact repository. */
public enum FileChange {
  /** It was uploaded, and there was none before. */
  CREATED,
  /** It was uploaded over another. */
  OVERWRITTEN,
  /** It was uploaded; the source cannot tell whether over another. */
  UPLOADED,
  DOWNLOADED,
  DELETED;

  /** The change's name in payloads: {@code created}. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
