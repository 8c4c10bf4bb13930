package io.repohook.artifact.host;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.ServletRequestWrapper;
import jakarta.servlet.ServletResponseWrapper;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;

/** Answers in all the ways that the servlet API has and few repositories use. */
public final class OddServlet extends HttpServlet {
  private static final long serialVersionUID = 1;

  /** More than fits between a server and a client that is gone. */
  private static final int PIECES = 400;

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String path = request.getPathInfo();
    switch (path.substring(path.lastIndexOf('/') + 1)) {
      case "plain.bin" -> response.setStatus(HttpServletResponse.SC_CREATED);
      case "begun-anew.bin" -> beginAnew(response);
      case "length-taken-back.bin" -> takeBack(response);
      case "buffer.bin" -> response.getOutputStream().write(ByteBuffer.wrap(new byte[7]));
      case "direct-buffer.bin" -> response.getOutputStream().write(ByteBuffer.allocateDirect(8));
      case "read-into-buffer.bin" -> read(request, response);
      case "printed.bin" -> print(response);
      case "dispatched.bin" -> dispatch(request, response);
      case "other-thread.bin" -> answerElsewhere(request.startAsync());
      case "behind-us.bin" -> answerElsewhere(startBehindUs(request, response));
      case "cut.bin" -> writeUntilItFails(request.startAsync(), response);
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

  /** Whether a container takes such letters here is its own affair. */
  private static void print(HttpServletResponse response) throws IOException {
    response.setContentType("text/plain;charset=utf-8");
    response.getOutputStream().println("5 \u20ac");
  }

  private static void dispatch(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (request.getDispatcherType() == DispatcherType.REQUEST) {
      request.startAsync().dispatch();
    } else {
      response.getOutputStream().write(new byte[12]);
    }
  }

  private static void answerElsewhere(AsyncContext context) {
    new Thread(
            () -> {
              try {
                context.getResponse().getOutputStream().write("thirteen here".getBytes(UTF_8));
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              } finally {
                context.complete();
              }
            })
        .start();
  }

  private static AsyncContext startBehindUs(
      HttpServletRequest request, HttpServletResponse response) {
    return request.startAsync(
        ((ServletRequestWrapper) request).getRequest(),
        ((ServletResponseWrapper) response).getResponse());
  }

  private static void writeUntilItFails(AsyncContext context, HttpServletResponse response)
      throws IOException {
    context.setTimeout(0);
    ServletOutputStream out = response.getOutputStream();
    out.setWriteListener(
        new WriteListener() {
          private int left = PIECES;

          @Override
          public void onWritePossible() throws IOException {
            while (out.isReady()) {
              if (left-- == 0) {
                context.complete();
                return;
              }
              out.write(new byte[100_000]);
            }
          }

          @Override
          public void onError(Throwable error) {
            context.complete();
          }
        });
  }
}
