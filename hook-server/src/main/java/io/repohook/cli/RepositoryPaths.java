package io.repohook.cli;

import io.repohook.server.Configuration;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The repositories that a command was given. */
final class RepositoryPaths {
  @Parameters(
      paramLabel = "REPO",
      arity = "0..*",
      description = "Repositories by name or path, or folders with repositories below.")
  private List<String> given = List.of();

  @Option(
      names = "--hooks-folder",
      paramLabel = "DIR",
      description =
          "A folder of hooks that is no repository's: the one that core.hooksPath names, or hooks/"
              + " of a template for new repositories. May be given several times.")
  private List<Path> hooksFolders = List.of();

  /** Folders of hooks, not of repositories. */
  List<Path> hooksFolders() {
    return hooksFolders.stream().map(each -> each.toAbsolutePath().normalize()).toList();
  }

  /** Where they lie: each is a name that the configuration knows, or else a path. */
  List<Path> in(Configuration configuration) throws WrongUsageException {
    if (given.isEmpty() && hooksFolders.isEmpty()) {
      throw new WrongUsageException(
          "name a repository, a folder with repositories below, or a --hooks-folder");
    }
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
