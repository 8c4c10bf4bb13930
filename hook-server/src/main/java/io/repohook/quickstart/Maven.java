package io.repohook.quickstart;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.repohook.config.DurationText;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** A Maven that is on this machine. */
final class Maven {
  /** Where the script {@code ./quickstart} says which one the program was built with. */
  private static final String BUILT_WITH = "REPOHOOK_MAVEN";

  /** Named with its version, so that it is the same with every Maven. */
  private static final String DEPLOY_FILE =
      "org.apache.maven.plugins:maven-deploy-plugin:3.1.4:deploy-file";

  /** It may have to fetch itself and its plugin first; somebody waits in front of a screen. */
  static final Duration LONGEST = Duration.ofMinutes(3);

  private static final Duration LOOK_EVERY = Duration.ofMillis(100);

  /** What it says, in the project's folder. */
  private static final String LOG = "maven.log";

  private final Path program;
  private final Duration longest;

  private Maven(Path program, Duration longest) {
    this.program = program;
    this.longest = longest;
  }

  /**
   * The one that the program was built with, or that is on the path; empty without either.
   *
   * @param longest how long it may work
   */
  static Optional<Maven> find(Map<String, String> environment, Duration longest) {
    Stream<Path> builtWith = Stream.ofNullable(environment.get(BUILT_WITH)).map(Path::of);
    Stream<Path> onPath =
        Stream.of(environment.getOrDefault("PATH", "").split(File.pathSeparator))
            .filter(folder -> !folder.isEmpty())
            .map(folder -> Path.of(folder).resolve("mvn"));
    return Stream.concat(builtWith, onPath)
        .filter(Files::isExecutable)
        .filter(Files::isRegularFile)
        .findFirst()
        .map(found -> new Maven(found, longest));
  }

  /**
   * Deploys a file with its POM. Maven, and whatever it has started, is ended when it takes too
   * long.
   *
   * @param project the folder in which they are
   * @param stopping whether to end it at once
   * @throws IOException when Maven fails, as it does without its plugin and a network, or is ended;
   *     the message is for a person
   */
  void deploy(Path project, String pom, String file, String url, BooleanSupplier stopping)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(program.toString(), "-q", "-B", DEPLOY_FILE));
    command.addAll(
        List.of("-Durl=" + url, "-DrepositoryId=demo", "-DpomFile=" + pom, "-Dfile=" + file));
    Path log = project.resolve(LOG);
    Process maven =
        new ProcessBuilder(command)
            .directory(project.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    try {
      maven.getOutputStream().close();
      long end = System.nanoTime() + longest.toNanos();
      while (!maven.waitFor(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
        if (stopping.getAsBoolean()) {
          throw new IOException("it was ended, as the quickstart was");
        }
        if (System.nanoTime() > end) {
          throw new IOException(
              "it was ended after " + DurationText.of(longest) + "; " + log + " has what it said");
        }
      }
    } finally {
      end(maven);
    }
    if (maven.exitValue() != 0) {
      String said = new String(Files.readAllBytes(log), UTF_8);
      throw new IOException(said.lines().findFirst().orElse("it said nothing").strip());
    }
  }

  /** With all that it has started, which would go on without it. */
  private static void end(Process maven) {
    if (maven.isAlive()) {
      List<ProcessHandle> started = maven.descendants().toList();
      maven.destroyForcibly();
      started.forEach(ProcessHandle::destroyForcibly);
    }
  }
}
