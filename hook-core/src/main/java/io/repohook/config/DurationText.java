package io.repohook.config;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as configuration files have them: {@code 500ms}, {@code 5s}, {@code 30d}. */
public final class DurationText {
  /** What a person should write instead. */
  public static final String REMEDY = "write a number with a unit, ms, s, m, h or d, such as 30s";

  // Nine digits of days are more years than anyone waits, and no arithmetic overflows.
  private static final Pattern FORM = Pattern.compile("([0-9]{1,9})(ms|s|m|h|d)");

  /** The largest first. */
  private static final List<Map.Entry<String, Duration>> UNITS =
      List.of(
          Map.entry("d", Duration.ofDays(1)),
          Map.entry("h", Duration.ofHours(1)),
          Map.entry("m", Duration.ofMinutes(1)),
          Map.entry("s", Duration.ofSeconds(1)),
          Map.entry("ms", Duration.ofMillis(1)));

  private DurationText() {}

  /** A duration as a file would have it, in whole milliseconds at the finest: {@code 10m}. */
  public static String of(Duration duration) {
    for (Map.Entry<String, Duration> unit : UNITS) {
      long millis = unit.getValue().toMillis();
      if (duration.toMillis() >= millis && duration.toMillis() % millis == 0) {
        return duration.toMillis() / millis + unit.getKey();
      }
    }
    return "0s";
  }

  /** The duration, or empty when the text is none. */
  public static Optional<Duration> parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      return Optional.empty();
    }
    return UNITS.stream()
        .filter(unit -> unit.getKey().equals(form.group(2)))
        .map(unit -> unit.getValue().multipliedBy(Long.parseLong(form.group(1))))
        .findFirst();
  }
}
