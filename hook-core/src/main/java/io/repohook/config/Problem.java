package io.repohook.config;

/**
 * One thing that is wrong in the configuration. Never quotes a secret.
 *
 * @param key the path of keys, such as {@code subscriptions.ci.events}; empty for a file as a whole
 * @param wrong what is wrong, such as {@code unknown key}
 * @param remedy what would be right, such as {@code did you mean 'events'?}
 */
public record Problem(Severity severity, Place place, String key, String wrong, String remedy) {

  /** Whether it is only that this account may not read what another can. */
  public boolean isUnreadable() {
    return wrong.contains("(" + Unreadable.DENIED + ")");
  }

  /** One line: {@code repositories/ocean.yaml:7: subscriptions.ci.evnts: unknown key; did you…}. */
  @Override
  public String toString() {
    return place
        + ": "
        + (severity == Severity.WARNING ? "warning: " : "")
        + (key.isEmpty() ? "" : key + ": ")
        + wrong
        + "; "
        + remedy;
  }
}
