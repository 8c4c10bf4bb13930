package io.repohook.event;

import org.jspecify.annotations.Nullable;

/**
 * Who did it, as far as the source could tell.
 *
 * @param name the account's name, null when nothing named one
 * @param email null when the server told none
 * @param address the client's network address, null when the change was made on the machine itself
 */
public record Actor(@Nullable String name, @Nullable String email, @Nullable String address) {

  /** Nobody that could be named. */
  public static final Actor UNKNOWN = new Actor(null, null, null);

  /** What tells whose a deploy is: the account, or where nobody logs in the address. */
  public String client() {
    return name != null ? "user " + name : "address " + address;
  }
}
