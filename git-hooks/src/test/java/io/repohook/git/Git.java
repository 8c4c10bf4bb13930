package io.repohook.git;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The real git in a folder, with no one's configuration and without {@code refs/replace}. */
record Git(Path folder, Map<String, String> environment) {
  private static final long FIRST_DATE = 1_700_000_000;

  static Git in(Path folder) {
    return new Git(folder, Map.of());
  }

  Git with(String name, String value) {
    Map<String, String> more = new HashMap<>(environment);
    more.put(name, value);
    return new Git(folder, more);
  }

  /** A git whose commits are made that many minutes after the first. */
  Git at(long minute) {
    String date = FIRST_DATE + minute * 60 + " +0000";
    return with("GIT_AUTHOR_DATE", date).with("GIT_COMMITTER_DATE", date);
  }

  /** Runs a command that must succeed; what it wrote, less the space around it. */
  String run(String... words) throws IOException, InterruptedException {
    return runWith(new byte[0], words);
  }

  List<String> lines(String... words) throws IOException, InterruptedException {
    return run(words).lines().toList();
  }

  String runWith(String input, String... words) throws IOException, InterruptedException {
    return runWith(input.getBytes(UTF_8), words);
  }

  String runWith(byte[] input, String... words) throws IOException, InterruptedException {
    Ended ended = attempt(input, words);
    assertThat(ended.status()).as("git %s: %s", List.of(words), ended.err()).isZero();
    return ended.out();
  }

  /** How a command ended; what it wrote to the one, less the space around it, and to the other. */
  record Ended(int status, String out, String err) {}

  /** Runs a command that may fail. */
  Ended attempt(String... words) throws IOException, InterruptedException {
    return attempt(new byte[0], words);
  }

  private Ended attempt(byte[] input, String... words) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(words));
    Path in = Files.createTempFile("git", ".in");
    Path err = Files.createTempFile("git", ".err");
    try {
      Files.write(in, input);
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectInput(in.toFile())
              .redirectError(err.toFile());
      builder.environment().clear();
      builder.environment().putAll(isolated());
      builder.environment().putAll(environment);
      Process process = builder.start();
      String out = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("%s ends", command).isTrue();
      return new Ended(process.exitValue(), out, Files.readString(err, ISO_8859_1));
    } finally {
      Files.delete(in);
      Files.delete(err);
    }
  }

  private static Map<String, String> isolated() {
    Map<String, String> isolated = new HashMap<>();
    isolated.put("PATH", String.valueOf(System.getenv("PATH")));
    isolated.put("HOME", "/nonexistent");
    isolated.put("LC_ALL", "C.UTF-8");
    isolated.put("GIT_CONFIG_NOSYSTEM", "1");
    isolated.put("GIT_CONFIG_GLOBAL", "/dev/null");
    isolated.put("GIT_NO_REPLACE_OBJECTS", "1");
    for (String who : List.of("AUTHOR", "COMMITTER")) {
      isolated.put("GIT_" + who + "_NAME", "Alice");
      isolated.put("GIT_" + who + "_EMAIL", "alice@example.com");
      isolated.put("GIT_" + who + "_DATE", FIRST_DATE + " +0000");
    }
    return isolated;
  }
}
