package io.repohook.cli;

import static java.util.stream.Collectors.toMap;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The variables of the environment that the launcher has set for this program: what another command
 * gets is as it was before.
 */
final class LauncherVariables {
  /** Words, each the name of a variable, and after a {@code =} the value that it had. */
  private static final String PROPERTY = "repohook.launcher.variables";

  private LauncherVariables() {}

  /** What each was before; empty for one that was not there. */
  static Map<String, Optional<String>> before() {
    return Stream.of(System.getProperty(PROPERTY, "").split(" "))
        .filter(word -> !word.isEmpty())
        .map(word -> word.split("=", 2))
        .collect(
            toMap(
                parts -> parts[0],
                parts -> parts.length < 2 ? Optional.empty() : Optional.of(parts[1]),
                (first, second) -> second));
  }
}
