package io.repohook.acceptance.servers;

import io.repohook.artifact.embedded.FolderServlet;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A folder's servlet that also knows MOVE, of a file and of a folder. For tests alone: it trusts
 * the paths of its clients.
 */
final class MovingServlet extends FolderServlet {
  private static final long serialVersionUID = 1;

  private final transient Path folder;

  MovingServlet(Path folder) {
    super(folder);
    this.folder = folder;
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    if (!request.getMethod().equals("MOVE")) {
      super.service(request, response);
      return;
    }
    String to = URI.create(request.getHeader("Destination")).getPath();
    Files.move(
        place(request.getServletPath()), place(to.substring(request.getContextPath().length())));
    response.setStatus(HttpServletResponse.SC_CREATED);
  }

  private Path place(String path) {
    return folder.resolve(path.substring(1));
  }
}
