package io.repohook.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.commons.configuration2.tree.ImmutableNode;

/** Loads a configuration folder: every file is read, and every problem is collected. */
public final class ConfigLoader {
  static final String SERVER = "repohook.yaml";
  static final String REPOSITORIES = "repositories";
  static final String SUBSCRIPTIONS = "subscriptions";
  private static final String SHARED = "_all";

  /** What a repository is, and no other is too. */
  private static final Set<String> OWN = Set.of("git", "artifacts");

  private static final String YAML = ".yaml";
  // An alias is part of commands, of metrics' labels and of this program's URLs.
  private static final Pattern ALIAS = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");

  private final Path folder;
  private final Map<Path, String> drafts;
  private final Problems problems = new Problems();
  private final Interpolation interpolation;
  private final ConfigReader reader;
  private final TreeMap<String, ConfigFile> repositories = new TreeMap<>();
  private final Map<String, ConfigFile> shared = new HashMap<>();

  private ConfigLoader(Path folder, Map<String, String> environment, Map<Path, String> drafts) {
    this.folder = folder;
    this.drafts = drafts;
    this.interpolation = new Interpolation(environment, new SecretFiles(folder));
    this.reader = new ConfigReader(folder, drafts, problems, interpolation);
  }

  /**
   * Reads the folder as it is now. Never throws for what is in it, or for its absence: see {@link
   * ConfigTree#problems}.
   *
   * @param environment what {@code ${env:NAME}} resolves to
   */
  public static ConfigTree load(Path folder, Map<String, String> environment) {
    return load(folder, environment, Map.of());
  }

  /**
   * Reads the folder as it would be with other files.
   *
   * @param drafts by absolute path what files below {@code repositories/} would say, also such as
   *     do not exist yet
   */
  public static ConfigTree load(
      Path folder, Map<String, String> environment, Map<Path, String> drafts) {
    return new ConfigLoader(folder.toAbsolutePath().normalize(), environment, drafts).load();
  }

  /** As {@link #load(Path, Map)}, of {@code repohook.yaml} alone. */
  public static ConfigTree loadServer(Path folder, Map<String, String> environment) {
    ConfigLoader loader =
        new ConfigLoader(folder.toAbsolutePath().normalize(), environment, Map.of());
    return loader.tree(loader.server());
  }

  private ConfigTree load() {
    ConfigFile server = server();
    Set<Path> files =
        new TreeSet<>(ConfigFolder.yamlFiles(folder, folder.resolve(REPOSITORIES), problems));
    files.addAll(drafts.keySet());
    files.forEach(this::readRepository);
    return tree(server);
  }

  private ConfigTree tree(ConfigFile server) {
    return new ConfigTree(server, repositories, shared, problems, interpolation.resolved());
  }

  /**
   * Whether a repository of that name can have a file: one with a dot before a part of its name is
   * not read, and {@code _all} is another.
   */
  public static boolean isRepository(String name) {
    return !name.isEmpty()
        && Stream.of(name.split("/", -1))
            .noneMatch(part -> part.isEmpty() || part.startsWith(".") || part.equals(SHARED));
  }

  /** The file of a repository, relative to the configuration's folder. */
  public static Path ownFile(String repository) {
    return Path.of(REPOSITORIES, repository + YAML);
  }

  /** The {@code _all.yaml} of a folder that is empty or ends with a slash. */
  static Path sharedFile(String below) {
    return Path.of(REPOSITORIES, below + SHARED + YAML);
  }

  private ConfigFile server() {
    Path file = folder.resolve(SERVER);
    boolean found = Files.isDirectory(folder);
    if (found && !Files.notExists(file)) { // also where permission is denied: the reader says so
      return reader.read(file);
    }
    FileProblems here = new FileProblems(found ? Path.of(SERVER) : folder, problems);
    if (!found) {
      here.error(0, "", "there is no such folder", "create it, or name another with --config");
    } else if (Files.exists(folder.resolve("repohook.yml"))) {
      here.error(0, "", "there is no such file", "rename repohook.yml to it");
    } else {
      here.error(0, "", "there is no such file", "create it; it may be empty");
    }
    return new ConfigFile(Path.of(SERVER), "", YamlTree.empty(here));
  }

  private void readRepository(Path file) {
    ConfigFile read = reader.read(file);
    String path = folder.resolve(REPOSITORIES).relativize(file).toString();
    String name = path.substring(0, path.length() - YAML.length());
    if (file.getFileName().toString().equals(SHARED + YAML)) {
      checkShared(read);
      shared.put(name.substring(0, name.length() - SHARED.length()), read);
    } else {
      repositories.put(name, read);
    }
    checkAliases(read);
  }

  private void checkShared(ConfigFile file) {
    for (ImmutableNode child : file.root().getChildren()) {
      if (OWN.contains(child.getNodeName())) {
        problems.error(
            Origin.of(child).place(),
            child.getNodeName(),
            "_all.yaml cannot say what one repository is",
            "move it to the repository's own file");
      }
    }
  }

  private void checkAliases(ConfigFile file) {
    for (ImmutableNode subscriptions : file.root().getChildren(SUBSCRIPTIONS)) {
      for (ImmutableNode subscription : subscriptions.getChildren()) {
        if (!ALIAS.matcher(subscription.getNodeName()).matches()) {
          problems.error(
              Origin.of(subscription).place(),
              SUBSCRIPTIONS + "." + subscription.getNodeName(),
              "not a valid alias",
              "use letters, digits, '.', '_' and '-', and begin with a letter or digit");
        }
      }
    }
  }
}
