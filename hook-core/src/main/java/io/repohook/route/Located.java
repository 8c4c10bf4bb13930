package io.repohook.route;

import io.repohook.event.Repository;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A repository and where it lies.
 *
 * @param path as the file system resolves it; null for one that is no folder of this machine
 */
public record Located(Repository repository, @Nullable Path path) {}
