package io.repohook.format.forge;

import io.repohook.config.Section;
import java.util.Locale;
import java.util.Map;

/**
 * Which refs that came or went are told by the forge's events {@code create} and {@code delete}; a
 * forge sends these besides the push, here one event is one request.
 */
public enum CreateEvents {
  NONE,
  TAGS,
  ALL;

  /** The key that chooses. */
  public static final String KEY = "create_events";

  /** Reads what a subscription says; {@code otherwise} where it says nothing. */
  public static CreateEvents read(Section subscription, CreateEvents otherwise) {
    return subscription
        .oneOf(KEY, Map.of("none", NONE, "tags", TAGS, "all", ALL))
        .orElse(otherwise);
  }

  /** The name in configuration: {@code tags}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether this change is told by {@code create} or {@code delete}. */
  public boolean tell(RefChange change) {
    return (change.created() || change.deleted())
        && (this == ALL || (this == TAGS && change.isTag()));
  }
}
