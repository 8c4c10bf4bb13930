package io.repohook.acceptance;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The program of the built archive, as an administrator finds it in {@code bin/}. */
final class Program {
  private static final Path FILE =
      Path.of(Objects.requireNonNull(System.getProperty("acceptance.archive")), "bin", "repohook");

  private Program() {}

  /**
   * Starts it.
   *
   * @param environment added to this process's own
   */
  static RunningProgram start(Map<String, String> environment, String... words) {
    List<String> command = new ArrayList<>(List.of(FILE.toString()));
    command.addAll(List.of(words));
    ProcessBuilder builder = new ProcessBuilder(command);
    // A developer's own settings would change what is tested.
    builder.environment().keySet().removeIf(name -> name.startsWith("REPOHOOK_"));
    builder.environment().keySet().removeIf(name -> name.startsWith("GIT_"));
    builder.environment().putAll(environment);
    try {
      return new RunningProgram(String.join(" ", words), builder.start());
    } catch (IOException e) {
      throw new AssertionError(FILE + " cannot be run; is the archive built?", e);
    }
  }
}
