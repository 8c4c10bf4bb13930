package io.repohook.servlet;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** The name in a header of Basic authentication (RFC 7617). */
final class BasicUser {
  private static final String SCHEME = "Basic ";

  private BasicUser() {}

  /** The name; null when the header names nobody. */
  static @Nullable String of(@Nullable String authorization) {
    if (authorization == null
        || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return null;
    }
    try {
      String decoded =
          new String(
              Base64.getDecoder().decode(authorization.substring(SCHEME.length()).strip()), UTF_8);
      int colon = decoded.indexOf(':');
      return colon < 1 ? null : decoded.substring(0, colon);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
