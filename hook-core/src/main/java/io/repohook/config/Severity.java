package io.repohook.config;

/** Whether a problem keeps a configuration from being used. */
public enum Severity {
  /** The configuration is not used; {@code check} exits 2. */
  ERROR,
  /** The configuration is used; a person should look. */
  WARNING
}
