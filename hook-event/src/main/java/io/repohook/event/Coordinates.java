package io.repohook.event;

import org.jspecify.annotations.Nullable;

/**
 * What a path of the Maven layout names.
 *
 * @param group such as {@code com.example}
 * @param version as a build names it: {@code 1.0}, or {@code 2.0-SNAPSHOT} for every snapshot
 * @param snapshotVersion the one snapshot, {@code 2.0-20261122.013020-1}; null for a release
 */
public record Coordinates(
    String group, String artifact, String version, @Nullable String snapshotVersion) {

  @Override
  public String toString() {
    return group + ":" + artifact + ":" + version;
  }
}
