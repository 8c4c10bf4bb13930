package io.repohook.acceptance.servers;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Libraries of npm in a folder of their own, and scripts that use them. */
public record NodePackages(Path folder) {

  /**
   * Installs packages.
   *
   * @param packages with their versions, {@code cloudevents@10.0.0}
   */
  public static NodePackages install(Path folder, String... packages) {
    try {
      Files.createDirectories(folder);
      Files.writeString(
          folder.resolve("package.json"), "{\"private\": true, \"type\": \"module\"}");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Script.in(folder)
        .succeeds(
            "npm install --silent --no-audit --no-fund --ignore-scripts "
                + String.join(" ", packages));
    return new NodePackages(folder);
  }

  /** Runs a script, which finds the text in the file {@code input}, and answers what it printed. */
  public String run(String script, String input) {
    try {
      Files.writeString(folder.resolve("script.js"), script, UTF_8);
      Files.writeString(folder.resolve("input"), input, UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Script.in(folder).succeeds("node script.js");
  }
}
