package io.repohook.artifact.host;

import java.net.URI;
import java.nio.file.Path;

/**
 * A real servlet container that serves a folder as two repositories, with the filter in front:
 * {@code releases} for everybody, {@code private} for the user {@code ci}, whose password is {@code
 * secret}. Closing it ends it, and the filter.
 */
interface Host extends AutoCloseable {

  /** In an application that consists of a servlet: what it answers when it has failed. */
  String ERROR_PAGE = "/releases/error.html";

  /** The folder, which has one of each repository. */
  Path folder();

  /** Where the folder is served; ends with a slash. */
  URI url();

  /** Ends the application and begins it again, while the container goes on. */
  void redeploy();

  @Override
  void close();
}
