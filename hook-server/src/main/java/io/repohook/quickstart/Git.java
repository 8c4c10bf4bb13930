package io.repohook.quickstart;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The real git, kept apart from the configuration of whoever runs the quickstart. */
final class Git {
  private Git() {}

  /** Runs git in a folder; one that fails says what it said. */
  static void run(Path folder, String... words) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(words));
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
    builder.environment().keySet().removeIf(name -> name.startsWith("GIT_"));
    builder.environment().put("GIT_CONFIG_GLOBAL", "/dev/null");
    builder.environment().put("GIT_CONFIG_NOSYSTEM", "1");
    builder.environment().put("GIT_AUTHOR_NAME", "Quick Start");
    builder.environment().put("GIT_AUTHOR_EMAIL", "quickstart@example.com");
    builder.environment().put("GIT_COMMITTER_NAME", "Quick Start");
    builder.environment().put("GIT_COMMITTER_EMAIL", "quickstart@example.com");
    Process git;
    try {
      git = builder.start();
    } catch (IOException e) {
      throw new IOException("git cannot be run; install git and try again", e);
    }
    git.getOutputStream().close();
    String said = new String(git.getInputStream().readAllBytes(), UTF_8);
    if (git.waitFor() != 0) {
      throw new IOException("git " + String.join(" ", words) + " failed: " + said.strip());
    }
  }
}
