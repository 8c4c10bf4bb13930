package io.repohook.channel.http;

import java.time.Duration;
import java.time.Instant;
import okhttp3.Headers;
import org.jspecify.annotations.Nullable;

/** Reads {@code Retry-After} (RFC 9110, section 10.2.3): seconds, or a date. */
final class RetryAfter {
  // Obeyed in full; a year is where a wait has become a mistake or an attack on our arithmetic.
  private static final Duration LONGEST = Duration.ofDays(365);
  private static final int LONGEST_DIGITS = 9;

  private RetryAfter() {}

  /** How long to wait from {@code now} on; null where nothing readable is asked for. */
  static @Nullable Duration of(Headers headers, Instant now) {
    String value = headers.get("Retry-After");
    if (value == null) {
      return null;
    }
    value = value.trim();
    if (!value.isEmpty() && value.chars().allMatch(c -> c >= '0' && c <= '9')) {
      String digits = value.replaceFirst("^0+(?=.)", "");
      return digits.length() > LONGEST_DIGITS
          ? LONGEST
          : bounded(Duration.ofSeconds(Long.parseLong(digits)));
    }
    Instant date = headers.getInstant("Retry-After");
    return date == null ? null : bounded(Duration.between(now, date));
  }

  private static Duration bounded(Duration wait) {
    if (wait.isNegative()) {
      return Duration.ZERO;
    }
    return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
  }
}
