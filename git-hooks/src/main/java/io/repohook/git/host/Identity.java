package io.repohook.git.host;

import org.jspecify.annotations.Nullable;

/**
 * Who pushed, as the host knows it.
 *
 * @param name the account, or null for nobody that is known
 * @param email or null
 * @param address where the push came from, an IP address as a rule, or null
 */
public record Identity(@Nullable String name, @Nullable String email, @Nullable String address) {
  /** A push of which only is known that it happened. */
  public static final Identity UNKNOWN = new Identity(null, null, null);
}
