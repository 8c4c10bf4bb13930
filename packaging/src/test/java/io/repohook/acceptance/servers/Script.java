package io.repohook.acceptance.servers;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Lines for {@code sh}, run in a folder, as root or as another account.
 *
 * @param account whose; empty for the one that the tests run as
 * @param environment added to this process's own
 */
public record Script(Path folder, String account, Map<String, String> environment) {
  public Script {
    environment = Map.copyOf(environment);
  }

  /** How it ended, with all that it printed. */
  public record Ended(int status, String said) {}

  /** Runs lines as the account of the tests; each must succeed. */
  public static String run(String lines) {
    return in(Path.of("/")).succeeds(lines);
  }

  public static Script in(Path folder) {
    return new Script(folder, "", Map.of());
  }

  /** The same in another folder. */
  public Script at(Path other) {
    return new Script(other, account, environment);
  }

  /** The same as another account. */
  public Script as(String other) {
    return new Script(folder, other, environment);
  }

  /** The same with a variable more. */
  public Script with(String name, String value) {
    Map<String, String> more = new HashMap<>(environment);
    more.put(name, value);
    return new Script(folder, account, more);
  }

  /** Runs lines, each of which must succeed, and answers what they printed. */
  public String succeeds(String lines) {
    Ended ended = ends(lines);
    if (ended.status() != 0) {
      throw new AssertionError(
          "status %d of%n%s%nwhich said%n%s".formatted(ended.status(), lines, ended.said()));
    }
    return ended.said();
  }

  /** Runs lines until one fails. */
  public Ended ends(String lines) {
    try {
      Process process = builder(lines).redirectErrorStream(true).start();
      process.getOutputStream().close();
      String said = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
      return new Ended(process.waitFor(), said);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Begins to run lines; nobody reads what they print, and whoever began them ends them. */
  public Process begins(String lines) {
    try {
      return builder(lines)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .redirectError(ProcessBuilder.Redirect.DISCARD)
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private ProcessBuilder builder(String lines) {
    List<String> command = new ArrayList<>();
    if (!account.isEmpty()) {
      command.addAll(List.of("setpriv", "--reuid", account, "--regid", account, "--init-groups"));
    }
    command.addAll(List.of("sh", "-eu", "-c", lines));
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("GIT_"));
    builder.environment().putAll(environment);
    return builder;
  }
}
