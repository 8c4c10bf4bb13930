package io.repohook.channel;

import io.repohook.config.Section;
import java.util.Set;

/**
 * What a repository's configuration says besides its subscriptions, for whoever makes a message.
 *
 * @param name the repository's name
 */
public record RepositorySettings(String name, Links links) {
  /** The keys that are read here; any of them may also stand in an {@code _all.yaml}. */
  public static final Set<String> KEYS = Set.of(Links.WEB_URL, Links.COMMIT_URL);

  /** Reads the settings of a repository's section; what is wrong becomes a problem. */
  public static RepositorySettings read(String name, Section repository) {
    return new RepositorySettings(name, Links.read(name, repository));
  }

  /** A repository of which the configuration says nothing. */
  public static RepositorySettings of(String name) {
    return new RepositorySettings(name, Links.NONE);
  }
}
