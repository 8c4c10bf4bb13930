package io.repohook.event;

import java.util.Locale;

/**
 * A named thing that events belong to.
 *
 * @param name such as {@code earthmover/ocean}: unique in an installation
 */
public record Repository(String name, Kind kind) {

  /** What a repository holds. */
  public enum Kind {
    GIT,
    ARTIFACT,
    JOB;

    /** The kind's name in payloads: {@code git}. */
    public String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** The git repository of that name. */
  public static Repository git(String name) {
    return new Repository(name, Kind.GIT);
  }

  /** The artifact repository of that name. */
  public static Repository artifact(String name) {
    return new Repository(name, Kind.ARTIFACT);
  }

  /** What jobs of that name belong to. */
  public static Repository job(String name) {
    return new Repository(name, Kind.JOB);
  }
}
