package io.repohook.acceptance;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A row of the table in {@code wrong-configurations.txt}: {@code === NAME}, then files, each as
 * {@code @ PATH} and its lines, then every line that {@code check} must print as {@code !! LINE}.
 */
record WrongConfiguration(String name, Map<String, String> files, List<String> told) {
  private static final String PROBLEM = "!! ";

  static Stream<WrongConfiguration> all() {
    String resource = "wrong-configurations.txt";
    try (InputStream in =
        Objects.requireNonNull(WrongConfiguration.class.getResourceAsStream(resource), resource)) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return Stream.of(text.split("(?m)^=== ", -1)).skip(1).map(WrongConfiguration::row);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static WrongConfiguration row(String row) {
    List<String> lines = row.lines().toList();
    Map<String, String> files = new LinkedHashMap<>();
    String file = "";
    for (String line : lines.subList(1, lines.size())) {
      if (line.startsWith("@ ")) {
        file = line.substring(2);
        files.put(file, "");
      } else if (!line.startsWith(PROBLEM) && !line.isEmpty()) {
        files.merge(file, line + "\n", String::concat);
      }
    }
    List<String> told =
        lines.stream()
            .filter(line -> line.startsWith(PROBLEM))
            .map(line -> line.substring(PROBLEM.length()))
            .toList();
    return new WrongConfiguration(lines.get(0), files, told);
  }

  @Override
  public String toString() {
    return name;
  }
}
