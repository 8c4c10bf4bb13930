package io.repohook.git.install;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A real program to run: in a folder, with exactly this environment and this input. */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record Command(Path folder, Map<String, String> environment, byte[] input, List<String> words) {

  /** How it ended; what it wrote, byte for byte as ISO 8859-1. */
  record Ended(int status, String out, String err) {}

  static Command of(Path folder, String... words) {
    return new Command(folder, Map.of(), new byte[0], List.of(words));
  }

  Command with(String name, String value) {
    Map<String, String> more = new HashMap<>(environment);
    more.put(name, value);
    return new Command(folder, more, input, words);
  }

  Command input(byte[] bytes) {
    return new Command(folder, environment, bytes, words);
  }

  Command input(String text) {
    return input(text.getBytes(UTF_8));
  }

  Ended run() throws IOException, InterruptedException {
    // Files, not pipes: nothing waits for us to read, and a program may leave its input unread.
    Path in = Files.write(Files.createTempFile("command", ".in"), input);
    Path out = Files.createTempFile("command", ".out");
    Path err = Files.createTempFile("command", ".err");
    try {
      ProcessBuilder builder =
          new ProcessBuilder(words)
              .directory(folder.toFile())
              .redirectInput(in.toFile())
              .redirectOutput(out.toFile())
              .redirectError(err.toFile());
      builder.environment().clear();
      builder.environment().put("PATH", path());
      builder.environment().putAll(environment);
      Process process = builder.start();
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("%s ends", words).isTrue();
      return new Ended(
          process.exitValue(),
          Files.readString(out, ISO_8859_1),
          Files.readString(err, ISO_8859_1));
    } finally {
      for (Path each : List.of(in, out, err)) {
        Files.delete(each);
      }
    }
  }

  /** Runs git, which must succeed, with a name and an address and no one's configuration. */
  static String git(Path folder, String... words) throws IOException, InterruptedException {
    String[] all = Stream.concat(Stream.of("git"), Arrays.stream(words)).toArray(String[]::new);
    Ended ended = isolated(of(folder, all)).run();
    assertThat(ended.status()).as("%s: %s", Arrays.toString(all), ended.err()).isZero();
    return ended.out().strip();
  }

  static Command isolated(Command git) {
    return git.with("GIT_CONFIG_GLOBAL", "/dev/null")
        .with("GIT_CONFIG_SYSTEM", "/dev/null")
        .with("GIT_AUTHOR_NAME", "Alice")
        .with("GIT_AUTHOR_EMAIL", "alice@example.com")
        .with("GIT_COMMITTER_NAME", "Alice")
        .with("GIT_COMMITTER_EMAIL", "alice@example.com");
  }

  /** The shells of this machine that may be its {@code sh}. */
  static Stream<List<String>> shells() {
    return Stream.of(
            List.of("dash"), List.of("bash"), List.of("bash", "--posix"), List.of("busybox", "ash"))
        .filter(each -> isInPath(each.get(0)));
  }

  private static boolean isInPath(String program) {
    return Arrays.stream(path().split(File.pathSeparator))
        .anyMatch(each -> Files.isExecutable(Path.of(each, program)));
  }

  private static String path() {
    return String.valueOf(System.getenv("PATH"));
  }
}
