package io.repohook.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A row of a table of configurations, from a text in the test resources: {@code === NAME}, then
 * files as {@link ConfigFiles} has them, then each problem expected as {@code !! PROBLEM}, in the
 * order in which they are told.
 */
public record ConfigCase(String name, String files, List<String> problems) {
  private static final String PROBLEM = "!! ";

  /** The rows of a resource beside the class. */
  public static Stream<ConfigCase> read(Class<?> beside, String resource) {
    try (InputStream in = Objects.requireNonNull(beside.getResourceAsStream(resource), resource)) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return Stream.of(text.split("(?m)^=== ", -1)).skip(1).map(ConfigCase::row);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ConfigCase row(String row) {
    List<String> lines = row.lines().toList();
    String files =
        lines.stream()
            .skip(1)
            .filter(line -> !line.startsWith(PROBLEM))
            .map(line -> line + "\n")
            .collect(Collectors.joining());
    List<String> problems =
        lines.stream()
            .filter(line -> line.startsWith(PROBLEM))
            .map(line -> line.substring(PROBLEM.length()))
            .toList();
    return new ConfigCase(lines.get(0), files.stripTrailing() + "\n", problems);
  }

  @Override
  public String toString() {
    return name;
  }
}
