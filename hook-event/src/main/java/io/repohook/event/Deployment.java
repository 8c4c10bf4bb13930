package io.repohook.event;

import java.util.List;
import java.util.Objects;

/**
 * One deploy of a component came to its end: all of its files as one.
 *
 * @param files in the order in which they came, without checksums, signatures and metadata
 * @param complete whether the client finished it; false for one that stopped half-way
 */
public record Deployment(Coordinates coordinates, List<ArtifactFile> files, boolean complete)
    implements EventData {

  public Deployment {
    files = List.copyOf(files);
  }

  /** In bytes, of all files whose size is known. */
  public long size() {
    return files.stream().map(ArtifactFile::size).filter(Objects::nonNull).mapToLong(s -> s).sum();
  }

  @Override
  public EventType type() {
    return EventType.ARTIFACT_DEPLOYED;
  }

  @Override
  public String subject() {
    return coordinates.toString();
  }
}
