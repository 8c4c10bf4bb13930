package io.repohook.artifact;

import io.repohook.artifact.deploy.Patience;
import io.repohook.artifact.layout.Layout;
import io.repohook.artifact.log.LineFormat;
import java.nio.file.Path;

/**
 * What the configuration says of one artifact repository.
 *
 * @param log absolute
 * @param path the part of the server that the repository is; begins and ends with a slash
 * @param fromBeginning whether a log that is there already is read too
 */
public record ArtifactSettings(
    Layout layout,
    Path log,
    LineFormat format,
    String path,
    boolean fromBeginning,
    Patience patience) {}
