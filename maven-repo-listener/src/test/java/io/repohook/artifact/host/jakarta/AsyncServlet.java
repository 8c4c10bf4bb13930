package io.repohook.artifact.host.jakarta;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.ServletRequestWrapper;
import jakarta.servlet.ServletResponseWrapper;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Answers each request in some asynchronous way, by the last name in its path. */
public final class AsyncServlet extends HttpServlet {
  private static final long serialVersionUID = 1;
  private static final int PIECE = 100_000;
  private static final String TIMES = AsyncServlet.class.getName();

  /** So soon that no test waits, and a client has its answer's beginning by then or not. */
  private static final long TIMEOUT_MILLIS = 50;

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String path = request.getPathInfo();
    switch (path.substring(path.lastIndexOf('/') + 1)) {
      case "elsewhere.bin" -> answerElsewhere(request.startAsync(), 13);
      case "announced.bin" -> {
        response.setContentLength(14);
        answerElsewhere(request.startAsync(), 14);
      }
      case "too-short.bin" -> {
        response.setContentLength(1000);
        answerElsewhere(request.startAsync(), 15);
      }
      case "dispatched.bin" -> dispatch(request, response);
      case "twice.bin" -> beginTwice(request);
      case "behind-us.bin" -> answerElsewhere(startBehindUs(request, response), 17);
      case "written.bin" -> response.getOutputStream().setWriteListener(writer(request, 14, 14));
      case "cut.bin" -> response.getOutputStream().setWriteListener(writer(request, 400, 400));
      case "broken.bin" -> response.getOutputStream().setWriteListener(writer(request, 14, 7));
      case "read.bin" -> read(request, response);
      case "late.bin" -> request.startAsync().setTimeout(TIMEOUT_MILLIS);
      case "half-late.bin" -> {
        request.startAsync().setTimeout(TIMEOUT_MILLIS);
        response.getOutputStream().write(new byte[10]);
        response.flushBuffer();
      }
      case "failed.bin" -> fail(request);
      default -> response.sendError(HttpServletResponse.SC_NOT_FOUND);
    }
  }

  private static void answerElsewhere(AsyncContext context, int size) {
    new Thread(
            () -> {
              try {
                context.getResponse().getOutputStream().write(new byte[size]);
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

  private static void dispatch(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (request.getDispatcherType() == DispatcherType.REQUEST) {
      request.startAsync().dispatch();
    } else {
      response.getOutputStream().write(new byte[12]);
    }
  }

  /** A second cycle begins in the dispatch that ends the first. */
  private static void beginTwice(HttpServletRequest request) {
    if (request.getAttribute(TIMES) == null) {
      request.setAttribute(TIMES, true);
      request.startAsync().dispatch();
    } else {
      answerElsewhere(request.startAsync(), 16);
    }
  }

  private static void fail(HttpServletRequest request) {
    if (request.getDispatcherType() == DispatcherType.REQUEST) {
      request.startAsync().dispatch();
    } else {
      throw new IllegalStateException("the application fails, as it is meant to");
    }
  }

  /** Writes so many pieces without waiting, or fails after some. */
  private static WriteListener writer(HttpServletRequest request, int pieces, int good)
      throws IOException {
    AsyncContext context = request.startAsync();
    context.setTimeout(0);
    ServletOutputStream out = context.getResponse().getOutputStream();
    return new WriteListener() {
      private int written;

      @Override
      public void onWritePossible() throws IOException {
        while (out.isReady()) {
          if (written == pieces) {
            context.complete();
            return;
          }
          if (written == good) {
            throw new IOException("the application fails, as it is meant to");
          }
          out.write(new byte[PIECE]);
          written++;
        }
      }

      @Override
      public void onError(Throwable error) {
        context.complete();
      }
    };
  }

  private static void read(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    AsyncContext context = request.startAsync();
    ServletInputStream body = request.getInputStream();
    body.setReadListener(
        new ReadListener() {
          @Override
          public void onDataAvailable() throws IOException {
            byte[] into = new byte[PIECE];
            int read = 0;
            while (read >= 0 && body.isReady() && !body.isFinished()) {
              read = body.read(into);
            }
          }

          @Override
          public void onAllDataRead() {
            response.setStatus(HttpServletResponse.SC_CREATED);
            context.complete();
          }

          @Override
          public void onError(Throwable error) {
            context.complete();
          }
        });
  }
}
