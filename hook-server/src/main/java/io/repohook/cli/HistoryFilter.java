package io.repohook.cli;

import io.repohook.outbox.DeliveryState;
import io.repohook.outbox.Query;
import io.repohook.server.Configuration;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which part of history a command is about. */
final class HistoryFilter {
  @Option(
      names = "--repo",
      paramLabel = "REPO",
      description = "Only this repository, by name or path.")
  private @Nullable String repository;

  @Option(
      names = "--since",
      paramLabel = "WHEN",
      description = "Only what is as new: a time such as 2026-11-22T10:00:00Z, or 30m, 2h, 7d.")
  private @Nullable String since;

  /** Whether anything narrows it down. */
  boolean isGiven() {
    return repository != null || since != null;
  }

  Query query(
      Configuration configuration,
      @Nullable String alias,
      @Nullable DeliveryState state,
      int limit,
      InstantSource clock)
      throws WrongUsageException {
    String given = repository;
    String when = since;
    return new Query(
        given == null ? null : Setup.repository(given, configuration),
        alias,
        state,
        when == null ? null : time(when, clock),
        limit);
  }

  private static Instant time(String when, InstantSource clock) throws WrongUsageException {
    if (when.matches("\\d{1,6}[smhd]")) {
      long count = Long.parseLong(when.substring(0, when.length() - 1));
      Duration unit =
          switch (when.charAt(when.length() - 1)) {
            case 's' -> Duration.ofSeconds(1);
            case 'm' -> Duration.ofMinutes(1);
            case 'h' -> Duration.ofHours(1);
            default -> Duration.ofDays(1);
          };
      return clock.instant().minus(unit.multipliedBy(count));
    }
    try {
      return OffsetDateTime.parse(when).toInstant();
    } catch (DateTimeParseException e) {
      throw new WrongUsageException(
          "--since " + when + " is no time; write 30m, 2h, 7d or 2026-11-22T10:00:00Z");
    }
  }
}
