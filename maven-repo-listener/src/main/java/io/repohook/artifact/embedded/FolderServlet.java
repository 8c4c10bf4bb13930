package io.repohook.artifact.embedded;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import io.repohook.spool.ArtifactRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.eclipse.jetty.ee11.servlet.DefaultServlet;
import org.jspecify.annotations.Nullable;

/**
 * A folder of files: GET as Jetty serves them, PUT, and DELETE of a file or, with a slash at the
 * end, of a folder.
 *
 * <p>A file is there whole or not at all. Nothing outside the folder is reached.
 */
public class FolderServlet extends DefaultServlet {
  private static final long serialVersionUID = 1;

  /** Where a file lies until it is whole. */
  private static final String INCOMING = ".incoming";

  /** Of this machine; servlets are serializable by inheritance alone. */
  private final transient Path folder;

  /**
   * @param folder absolute, without links in it; it is there
   */
  public FolderServlet(Path folder) {
    this.folder = folder;
  }

  @Override
  protected void doPut(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Path file = place(request);
    if (file == null || path(request).endsWith("/")) {
      response.sendError(HttpServletResponse.SC_BAD_REQUEST, "no path of a file");
      return;
    }
    if (Files.isDirectory(file)) {
      response.sendError(HttpServletResponse.SC_CONFLICT, "there is a folder of that name");
      return;
    }
    Path incoming = Files.createTempFile(Files.createDirectories(folder.resolve(INCOMING)), "", "");
    try {
      try (InputStream body = request.getInputStream()) {
        Files.copy(body, incoming, REPLACE_EXISTING);
      }
      boolean overwritten = Files.exists(file);
      Files.createDirectories(Objects.requireNonNull(file.getParent()));
      Files.move(incoming, file, ATOMIC_MOVE);
      response.setStatus(
          overwritten ? HttpServletResponse.SC_NO_CONTENT : HttpServletResponse.SC_CREATED);
    } finally {
      Files.deleteIfExists(incoming);
    }
  }

  @Override
  protected void doDelete(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Path file = place(request);
    if (file == null || !Files.exists(file)) {
      response.sendError(HttpServletResponse.SC_NOT_FOUND);
      return;
    }
    if (Files.isDirectory(file) != path(request).endsWith("/")) {
      response.sendError(
          HttpServletResponse.SC_CONFLICT, "the path of a folder ends with a slash, no other");
      return;
    }
    List<Path> all;
    try (Stream<Path> walk = Files.walk(file)) {
      all = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path each : all) {
      Files.delete(each);
    }
    response.setStatus(HttpServletResponse.SC_NO_CONTENT);
  }

  /** Decoded, without a slash at its beginning. */
  private static String path(HttpServletRequest request) {
    String path = request.getServletPath() + Objects.requireNonNullElse(request.getPathInfo(), "");
    return path.startsWith("/") ? path.substring(1) : path;
  }

  /** Where a request's file is, or would be; null when that is not in the folder. */
  private @Nullable Path place(HttpServletRequest request) throws IOException {
    String path = path(request);
    if (!ArtifactRequest.isPath(path) || path.startsWith(INCOMING)) {
      return null;
    }
    Path place = folder.resolve(path);
    Path there = Objects.requireNonNull(place.getParent());
    while (!Files.exists(there)) {
      there = Objects.requireNonNull(there.getParent());
    }
    // A link inside may lead out.
    boolean linked = Files.isSymbolicLink(place);
    return !linked && there.toRealPath().startsWith(folder) ? place : null;
  }
}
