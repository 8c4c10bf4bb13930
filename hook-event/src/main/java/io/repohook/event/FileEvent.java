package io.repohook.event;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A file was uploaded, downloaded or deleted; or a folder with all that was in it was deleted.
 *
 * @param coordinates null for a path that is not of the Maven layout
 * @param checksums in hexadecimal by algorithm, {@code sha1} for example; those that are known
 * @param userAgent null when the client named none
 * @param removed of a folder's deletion, the paths of the files that were in it, as far as the
 *     source can tell; else empty
 */
public record FileEvent(
    ArtifactFile file,
    @Nullable Coordinates coordinates,
    Map<String, String> checksums,
    @Nullable String userAgent,
    List<String> removed)
    implements EventData {

  public FileEvent {
    // Sorted, so that the same event always reads the same.
    checksums = Collections.unmodifiableSortedMap(new TreeMap<>(checksums));
    removed = List.copyOf(removed);
  }

  @Override
  public EventType type() {
    return switch (file.change()) {
      case CREATED, OVERWRITTEN, UPLOADED -> EventType.ARTIFACT_UPLOADED;
      case DOWNLOADED -> EventType.ARTIFACT_DOWNLOADED;
      case DELETED -> EventType.ARTIFACT_DELETED;
    };
  }

  @Override
  public String subject() {
    return file.path();
  }
}
