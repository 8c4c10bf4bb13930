package io.repohook.event;

import org.jspecify.annotations.Nullable;

/**
 * A file as an artifact repository knows it.
 *
 * @param path within the repository, without a slash at its beginning
 * @param classifier null where the path has none
 * @param extension null where the path has no coordinates
 * @param size in bytes, null when the source cannot tell
 */
public record ArtifactFile(
    String path,
    @Nullable String classifier,
    @Nullable String extension,
    @Nullable Long size,
    FileChange change) {}
