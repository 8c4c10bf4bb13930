package io.repohook.artifact.log;

/**
 * How the lines of an access log are written. Thread-safe.
 *
 * <p>Most lines of a busy server are about other paths. So a format looks for the path first, as
 * bytes, and decodes nothing of a line that cannot be of interest.
 */
public interface LineFormat {

  /**
   * Reads a line.
   *
   * @param from its first byte
   * @param to after its last, which is not the line break
   */
  Line read(byte[] bytes, int from, int to, Interest interest);

  /** Whether the status of an upload says if there was such a file before: 201 no, 204 yes. */
  boolean tellsNewFiles();
}
