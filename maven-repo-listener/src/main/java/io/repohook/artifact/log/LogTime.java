package io.repohook.artifact.log;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the ways in which access logs write a time. */
final class LogTime {
  /** {@code 22/Nov/2026:01:33:24 +0000}: the common log format of NCSA's server. */
  private static final DateTimeFormatter COMMON =
      DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ENGLISH);

  /** nginx's {@code $msec}. */
  private static final Pattern EPOCH = Pattern.compile("(\\d{1,11})(?:\\.(\\d{1,9}))?");

  private LogTime() {}

  static Optional<Instant> parse(String text) {
    try {
      Matcher epoch = EPOCH.matcher(text);
      if (epoch.matches()) {
        String fraction = epoch.group(2) == null ? "" : epoch.group(2);
        return Optional.of(
            Instant.ofEpochSecond(
                Long.parseLong(epoch.group(1)),
                Long.parseLong((fraction + "000000000").substring(0, 9))));
      }
      DateTimeFormatter written =
          text.indexOf('/') > 0 ? COMMON : DateTimeFormatter.ISO_OFFSET_DATE_TIME;
      return Optional.of(OffsetDateTime.parse(text, written).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
