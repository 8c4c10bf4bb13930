package io.repohook.cli;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Reads secrets, one a line, from standard input; from a terminal without showing them. */
final class SecretInput {
  private final Terminal terminal;
  private @Nullable BufferedReader lines;

  SecretInput(Terminal terminal) {
    this.terminal = terminal;
  }

  /** The next line; what it is for is asked of a person. */
  String next(String what) throws IOException, WrongUsageException {
    Console console = terminal.isInteractive() ? System.console() : null;
    String line = console == null ? nextLine() : hidden(console, what);
    if (line == null || line.isBlank()) {
      throw new WrongUsageException("standard input has no " + what + "; write it on a line");
    }
    return line.strip();
  }

  private @Nullable String nextLine() throws IOException {
    BufferedReader reader = lines;
    if (reader == null) {
      reader = new BufferedReader(new InputStreamReader(terminal.in(), StandardCharsets.UTF_8));
      lines = reader;
    }
    return reader.readLine();
  }

  private static @Nullable String hidden(Console console, String what) {
    char[] typed = console.readPassword("%s: ", what);
    return typed == null ? null : new String(typed);
  }
}
