package io.repohook.artifact.host.jakarta;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Answers in the ways that the servlet API has and few repositories use, at once. */
public final class OddServlet extends HttpServlet {
  private static final long serialVersionUID = 1;
  private static final String OTHER = "/releases/five.bin";

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException, ServletException {
    String path = request.getPathInfo();
    Object included = request.getAttribute("jakarta.servlet.include.path_info");
    switch (included == null ? path.substring(path.lastIndexOf('/') + 1) : "five.bin") {
      case "plain.bin" -> response.setStatus(HttpServletResponse.SC_CREATED);
      case "five.bin" -> response.getOutputStream().write(new byte[5]);
      case "begun-anew.bin" -> beginAnew(response);
      case "length-taken-back.bin" -> takeBack(response);
      case "printed.bin" -> print(response);
      case "forwarded.bin" -> request.getRequestDispatcher(OTHER).forward(request, response);
      case "included.bin" -> {
        response.getOutputStream().write(new byte[4]);
        request.getRequestDispatcher(OTHER).include(request, response);
      }
      case "failing.bin" -> throw new ServletException("the application fails, as it is meant to");
      case "error.html" -> {
        // Some that are proud of their page call it a success.
        response.setStatus(HttpServletResponse.SC_OK);
        response.getOutputStream().write(new byte[30]);
      }
      default -> response.sendError(HttpServletResponse.SC_NOT_FOUND);
    }
  }

  private static void beginAnew(HttpServletResponse response) throws IOException {
    response.setContentLength(1000);
    response.getOutputStream().write(new byte[50]);
    response.reset();
    response.getOutputStream().write(new byte[5]);
  }

  private static void takeBack(HttpServletResponse response) throws IOException {
    response.setContentLengthLong(1000);
    response.setContentLengthLong(-1);
    response.getOutputStream().write(new byte[6]);
  }

  /** Whether a container takes such letters here is its own affair. */
  private static void print(HttpServletResponse response) throws IOException {
    response.setContentType("text/plain;charset=utf-8");
    response.getOutputStream().println("5 \u20ac");
  }
}
