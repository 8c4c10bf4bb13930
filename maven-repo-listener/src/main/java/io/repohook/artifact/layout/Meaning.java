package io.repohook.artifact.layout;

import io.repohook.event.Coordinates;
import org.jspecify.annotations.Nullable;

/** What a path names. */
public sealed interface Meaning {

  /**
   * A file of a component.
   *
   * @param classifier null for the one without
   * @param extension such as {@code jar} or {@code tar.gz}
   */
  record Artifact(Coordinates coordinates, @Nullable String classifier, String extension)
      implements Meaning {}

  /**
   * The list of a component's versions, or a checksum of it: what every client writes last.
   *
   * @param group of the component
   * @param artifact of the component
   */
  record VersionList(String group, String artifact) implements Meaning {}

  /**
   * A checksum, a signature or a snapshot's metadata: nothing that a person would say was uploaded.
   */
  record Accessory() implements Meaning {}

  /** The folder of a version, with all the files of a component. */
  record Version(Coordinates coordinates) implements Meaning {}

  /** Any other file or folder. */
  record Plain() implements Meaning {}
}
