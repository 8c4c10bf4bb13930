package io.repohook.cli;

import io.repohook.server.Configuration;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Parameters;

/** The repositories that a command was given. */
final class RepositoryPaths {
  @Parameters(
      paramLabel = "REPO",
      arity = "1..*",
      description = "Repositories by name or path, or folders with repositories below.")
  private List<String> given = List.of();

  /** Where they lie: each is a name that the configuration knows, or else a path. */
  List<Path> in(Configuration configuration) throws WrongUsageException {
    return of(given, configuration);
  }

  static List<Path> of(List<String> given, Configuration configuration) throws WrongUsageException {
    List<Path> paths = new ArrayList<>();
    for (String each : given) {
      Path path = Path.of(each).toAbsolutePath().normalize();
      boolean isName = !each.startsWith("/") && !each.startsWith(".");
      if (isName || !Files.exists(path)) {
        path = configuration.routes().names().path(each).orElse(path);
      }
      if (!Files.exists(path)) {
        throw new WrongUsageException(
            "there is no repository '"
                + each
                + "': give its path, or its name below a root of repohook.yaml");
      }
      paths.add(path);
    }
    return paths;
  }
}
