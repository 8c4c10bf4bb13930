package io.repohook.artifact.host;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Reads and writes with the buffers that Servlet 6.1 has. */
public final class BufferServlet extends HttpServlet {
  private static final long serialVersionUID = 1;

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    switch (request.getPathInfo()) {
      case "/releases/buffer.bin" -> response.getOutputStream().write(ByteBuffer.wrap(new byte[7]));
      case "/releases/direct-buffer.bin" ->
          response.getOutputStream().write(ByteBuffer.allocateDirect(8));
      case "/releases/read-into-buffer.bin" -> read(request, response);
      default -> response.sendError(HttpServletResponse.SC_NOT_FOUND);
    }
  }

  private static void read(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    ByteBuffer into = ByteBuffer.allocate(1000);
    int read = 0;
    while (read >= 0) {
      read = request.getInputStream().read(into);
    }
    response.setStatus(
        into.position() == 9
            ? HttpServletResponse.SC_CREATED
            : HttpServletResponse.SC_INTERNAL_SERVER_ERROR);
  }
}
