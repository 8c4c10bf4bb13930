package io.repohook.server;

import static java.util.stream.Collectors.joining;

import io.repohook.config.Problem;
import java.util.List;

/** The configuration has errors; all of them are here. */
public final class UnusableConfigurationException extends Exception {
  private static final long serialVersionUID = 1;

  private final transient List<Problem> problems;

  public UnusableConfigurationException(List<Problem> problems) {
    super(problems.stream().map(Problem::toString).collect(joining("\n")));
    this.problems = List.copyOf(problems);
  }

  public List<Problem> problems() {
    return problems;
  }
}
