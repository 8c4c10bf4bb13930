package io.repohook.acceptance;

import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** How a command ended, and what it printed. */
record Result(String command, int status, List<String> out, List<String> err) {
  private static final JsonMapper JSON = new JsonMapper();

  /** This result, if the command ended so. */
  Result exits(int expected) {
    if (status != expected) {
      throw new AssertionError(this + "\nexpected status " + expected);
    }
    return this;
  }

  /** Every line that it printed, on both outputs. */
  List<String> printed() {
    return Stream.concat(out.stream(), err.stream()).toList();
  }

  /** What it printed as the JSON that it must be. */
  JsonNode json() {
    return JSON.readTree(String.join("\n", out));
  }

  /** What it printed as the JSON array that it must be. */
  Stream<JsonNode> rows() {
    JsonNode rows = json();
    if (!rows.isArray()) {
      throw new AssertionError(command + " printed no array: " + rows);
    }
    return rows.valueStream();
  }

  @Override
  public String toString() {
    return "$ repohook %s%n%s%n%s%n(status %d)"
        .formatted(command, String.join("\n", out), String.join("\n", err), status);
  }
}
