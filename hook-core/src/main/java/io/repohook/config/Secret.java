package io.repohook.config;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A value that no log, page, error or record may show. Immutable. */
public final class Secret {
  private static final String MASK = "****";

  private final String value;

  public Secret(String value) {
    this.value = Objects.requireNonNull(value);
  }

  /** The value itself, for the one place that signs or sends with it. */
  public String reveal() {
    return value;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Secret secret && secret.value.equals(value);
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }

  @Override
  public String toString() {
    return MASK;
  }
}
