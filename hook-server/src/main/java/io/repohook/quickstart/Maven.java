package io.repohook.quickstart;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A Maven that is on this machine. */
final class Maven {
  /** Where the script {@code ./quickstart} says which one the program was built with. */
  private static final String BUILT_WITH = "REPOHOOK_MAVEN";

  /** Named with its version, so that it is the same with every Maven. */
  private static final String DEPLOY_FILE =
      "org.apache.maven.plugins:maven-deploy-plugin:3.1.4:deploy-file";

  private final Path program;

  private Maven(Path program) {
    this.program = program;
  }

  /** The one that the program was built with, or that is on the path; empty without either. */
  static Optional<Maven> find(Map<String, String> environment) {
    Stream<Path> builtWith = Stream.ofNullable(environment.get(BUILT_WITH)).map(Path::of);
    Stream<Path> onPath =
        Stream.of(environment.getOrDefault("PATH", "").split(File.pathSeparator))
            .filter(folder -> !folder.isEmpty())
            .map(folder -> Path.of(folder).resolve("mvn"));
    return Stream.concat(builtWith, onPath)
        .filter(Files::isExecutable)
        .filter(Files::isRegularFile)
        .findFirst()
        .map(Maven::new);
  }

  /**
   * Deploys a file with its POM.
   *
   * @param project the folder in which they are
   * @throws IOException when Maven fails, as it does without its plugin and a network; with what it
   *     said
   */
  void deploy(Path project, String pom, String file, String url)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(program.toString(), "-q", "-B", DEPLOY_FILE));
    command.addAll(
        List.of("-Durl=" + url, "-DrepositoryId=demo", "-DpomFile=" + pom, "-Dfile=" + file));
    Process maven =
        new ProcessBuilder(command).directory(project.toFile()).redirectErrorStream(true).start();
    maven.getOutputStream().close();
    String said = new String(maven.getInputStream().readAllBytes(), UTF_8);
    if (maven.waitFor() != 0) {
      throw new IOException(said.lines().findFirst().orElse("it said nothing").strip());
    }
  }
}
