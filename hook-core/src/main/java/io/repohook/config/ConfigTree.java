package io.repohook.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import org.apache.commons.configuration2.tree.ImmutableNode;

/**
 * A folder of configuration as read: the server's file, and a layered section for any repository.
 * Confined to one thread; a changed folder is loaded anew.
 */
public final class ConfigTree {
  private final Section server;
  private final NavigableMap<String, ConfigFile> repositories;
  private final Map<String, ConfigFile> shared;
  private final Map<String, ImmutableNode> layered = new HashMap<>();
  private final Problems problems;
  private final Set<String> references;

  /**
   * @param repositories own files by the repository's name
   * @param shared the {@code _all.yaml} by folder: empty, or ending with a slash
   * @param references what the files' references stand for
   */
  ConfigTree(
      ConfigFile server,
      NavigableMap<String, ConfigFile> repositories,
      Map<String, ConfigFile> shared,
      Problems problems,
      Set<String> references) {
    this.server = Section.root(server.root(), problems);
    this.repositories = repositories;
    this.shared = shared;
    this.problems = problems;
    this.references = references;
  }

  /** {@code repohook.yaml}. */
  public Section server() {
    return server;
  }

  /** The names of the repositories that have a file of their own, sorted. */
  public Set<String> repositories() {
    return Collections.unmodifiableSet(repositories.navigableKeySet());
  }

  /** The folders that have an {@code _all.yaml}: each empty, or ending with a slash. */
  public Set<String> folders() {
    return Collections.unmodifiableSet(shared.keySet());
  }

  /**
   * What holds for a repository, with or without a file of its own: {@code _all.yaml} of each
   * folder on the way, then its file; the nearer wins key by key. A new section at each call.
   */
  public Section repository(String name) {
    ImmutableNode inherited = layer(name.substring(0, name.lastIndexOf('/') + 1));
    ConfigFile file = repositories.get(name);
    ImmutableNode own = file == null ? nothing(ownFile(name)) : file.root();
    return Section.root(new NearestWins().combine(own, inherited), problems);
  }

  /** What the references of all files stand for, each a secret: to find it where it must not be. */
  public Set<String> references() {
    return references;
  }

  /** Everything found so far, while loading and while sections were read. */
  public Problems problems() {
    return problems;
  }

  /** What the folders down to this one say together; combined once for each that says something. */
  private ImmutableNode layer(String folder) {
    ImmutableNode known = layered.get(folder);
    if (known != null) {
      return known;
    }
    ConfigFile here = shared.get(folder);
    if (folder.isEmpty()) {
      return here == null ? nothing(ConfigLoader.sharedFile("")) : here.root();
    }
    ImmutableNode above =
        layer(folder.substring(0, folder.lastIndexOf('/', folder.length() - 2) + 1));
    if (here == null) {
      return above;
    }
    ImmutableNode layer = new NearestWins().combine(here.root(), above);
    layered.put(folder, layer);
    return layer;
  }

  private ImmutableNode nothing(Path file) {
    return YamlTree.empty(new FileProblems(file, problems));
  }

  /** Where a repository's own file is, or would be. */
  private static Path ownFile(String name) {
    try {
      return ConfigLoader.ownFile(name);
    } catch (InvalidPathException e) {
      return ConfigLoader.sharedFile(""); // a name that the locale cannot say has no file either
    }
  }
}
