package io.repohook.artifact;

import io.repohook.artifact.deploy.Patience;
import io.repohook.artifact.layout.Layout;
import io.repohook.artifact.log.LineFormat;
import io.repohook.config.Listen;
import io.repohook.config.Place;
import java.nio.file.Path;

/**
 * What the configuration says of one artifact repository.
 *
 * @param heard how its server tells what happens
 */
public record ArtifactSettings(Layout layout, Patience patience, Heard heard) {

  /** How a repository's server tells what happens in it. */
  public sealed interface Heard {}

  /**
   * Through the server's access log.
   *
   * @param file absolute
   * @param path the part of the server that the repository is; begins and ends with a slash
   * @param fromBeginning whether a log that is there already is read too
   * @param place where the configuration says so
   */
  public record AccessLog(
      Path file, LineFormat format, String path, boolean fromBeginning, Place place)
      implements Heard {}

  /**
   * Through our filter in the server, which writes into the spool.
   *
   * @param place where the configuration says so
   */
  public record ServletFilter(Place place) implements Heard {}

  /**
   * It is the service's own, with our filter in front: for trying things.
   *
   * @param folder absolute
   */
  public record Embedded(Path folder, Listen listen) implements Heard {}
}
