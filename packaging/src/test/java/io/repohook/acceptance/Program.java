package io.repohook.acceptance;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The program as an administrator finds it in {@code bin/}.
 *
 * @param before what its words come after: an empty list, or another program that becomes it
 */
record Program(List<String> before, Path file) {
  Program {
    before = List.copyOf(before);
  }

  /** That of the built archive. */
  static Program ofTheArchive() {
    return new Program(List.of(), archive().resolve("bin/repohook"));
  }

  /** The built archive, unpacked. */
  static Path archive() {
    return Path.of(Objects.requireNonNull(System.getProperty("acceptance.archive")));
  }

  /** The same, run by another account; only root can. */
  Program as(String account) {
    // It becomes the program, where runuser would stay beside it and not be ended with it.
    return new Program(
        List.of("setpriv", "--reuid", account, "--regid", account, "--init-groups"), file);
  }

  /**
   * Starts it.
   *
   * @param environment added to this process's own
   */
  RunningProgram start(Map<String, String> environment, String... words) {
    return start(environment, Redirect.PIPE, words);
  }

  /** Starts it with something to read. */
  RunningProgram start(Map<String, String> environment, Redirect input, String... words) {
    List<String> command = new ArrayList<>(before);
    command.add(file.toString());
    command.addAll(List.of(words));
    ProcessBuilder builder = new ProcessBuilder(command).redirectInput(input);
    // A developer's own settings would change what is tested.
    builder.environment().keySet().removeIf(name -> name.startsWith("REPOHOOK_"));
    builder.environment().keySet().removeIf(name -> name.startsWith("GIT_"));
    builder.environment().putAll(environment);
    try {
      return new RunningProgram(String.join(" ", words), builder.start());
    } catch (IOException e) {
      throw new AssertionError(file + " cannot be run; is the archive built?", e);
    }
  }
}
