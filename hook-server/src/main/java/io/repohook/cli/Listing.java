package io.repohook.cli;

import io.repohook.intake.Plain;
import io.repohook.outbox.DeliveryState;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Rows under named columns, for a person as a table, for a program as JSON. The names of the
 * columns are the keys.
 */
final class Listing {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  private final List<Map<String, @Nullable Object>> rows = new ArrayList<>();
  private Map<String, @Nullable Object> row = new LinkedHashMap<>();

  /** Begins a row. */
  Listing row() {
    row = new LinkedHashMap<>();
    rows.add(row);
    return this;
  }

  /** Adds a cell; null stands for what is not known. */
  Listing with(String column, @Nullable Object value) {
    row.put(column, plain(value));
    return this;
  }

  boolean isJson() {
    return json;
  }

  /** A value as both forms write it: times in ISO 8601, durations in milliseconds. */
  static @Nullable Object plain(@Nullable Object value) {
    if (value instanceof Instant time) {
      return time.truncatedTo(ChronoUnit.MILLIS).toString();
    }
    if (value instanceof Duration duration) {
      return duration.toNanos() / 1_000_000.0;
    }
    return value instanceof DeliveryState state ? state.wireName() : value;
  }

  /** Prints all rows. */
  void print(Terminal terminal, String none) {
    if (json) {
      terminal.out().println(JSON.writeValueAsString(rows));
    } else if (rows.isEmpty()) {
      terminal.out().println(none);
    } else {
      table().forEach(terminal.out()::println);
    }
  }

  /** Prints a value as JSON. */
  static void print(Terminal terminal, Object value) {
    terminal.out().println(JSON.writeValueAsString(value));
  }

  private List<String> table() {
    List<String> columns = List.copyOf(rows.get(0).keySet());
    Map<String, Integer> widths = new LinkedHashMap<>();
    for (String column : columns) {
      int widest = rows.stream().mapToInt(each -> text(each.get(column)).length()).max().orElse(0);
      widths.put(column, Math.max(column.length(), widest));
    }
    List<String> lines = new ArrayList<>();
    StringBuilder head = new StringBuilder();
    widths.forEach((column, width) -> head.append(pad(heading(column), width)));
    lines.add(head.toString().stripTrailing());
    for (Map<String, @Nullable Object> each : rows) {
      StringBuilder line = new StringBuilder();
      widths.forEach((column, width) -> line.append(pad(text(each.get(column)), width)));
      lines.add(line.toString().stripTrailing());
    }
    return lines;
  }

  private static String heading(String column) {
    return column.toUpperCase(Locale.ROOT).replace('_', ' ');
  }

  private static String pad(String text, int width) {
    return text + " ".repeat(width - text.length() + 2);
  }

  private static String text(@Nullable Object value) {
    return value == null ? "-" : Plain.line(String.valueOf(value));
  }
}
