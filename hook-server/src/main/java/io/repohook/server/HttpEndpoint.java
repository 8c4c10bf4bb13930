package io.repohook.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.repohook.config.Listen;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.Supplier;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers {@code /health} and {@code /metrics}. */
final class HttpEndpoint implements AutoCloseable {
  /** One acceptor, one selector, and a few to answer: this is asked every few seconds. */
  private static final int THREADS = 6;

  /** What {@code /health} says. */
  record Health(boolean healthy, String json) {}

  private static final Logger log = LoggerFactory.getLogger(HttpEndpoint.class);

  private final Server server;
  private final ServerConnector connector;

  private HttpEndpoint(Server server, ServerConnector connector) {
    this.server = server;
    this.connector = connector;
  }

  /**
   * Begins to answer.
   *
   * @throws IOException when the address cannot be had; the message says which
   */
  static HttpEndpoint open(Listen listen, Supplier<Health> health, Supplier<String> metrics)
      throws IOException {
    QueuedThreadPool threads = new QueuedThreadPool(THREADS);
    threads.setName("http");
    Server server = new Server(threads);
    HttpConfiguration http = new HttpConfiguration();
    http.setSendServerVersion(false);
    ServerConnector connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
    connector.setHost(listen.host());
    connector.setPort(listen.port());
    server.addConnector(connector);
    server.setHandler(new Answers(health, metrics));
    try {
      server.start();
    } catch (Exception e) {
      throw new IOException(
          "cannot listen on " + listen + ": " + e.getMessage() + "; change 'listen'", e);
    }
    return new HttpEndpoint(server, connector);
  }

  /** The port that it has; also when the configuration left the choice to the system. */
  int port() {
    return connector.getLocalPort();
  }

  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      log.warn("the HTTP endpoint could not be closed", e);
    }
  }

  private static final class Answers extends Handler.Abstract {
    private final Supplier<Health> health;
    private final Supplier<String> metrics;

    Answers(Supplier<Health> health, Supplier<String> metrics) {
      this.health = health;
      this.metrics = metrics;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
      switch (Request.getPathInContext(request)) {
        case "/health" -> {
          Health answer = health.get();
          response.setStatus(answer.healthy() ? 200 : 503);
          write(response, callback, "application/json", answer.json());
        }
        case "/metrics" ->
            write(response, callback, "text/plain; version=0.0.4; charset=utf-8", metrics.get());
        default -> {
          return false; // Jetty says 404.
        }
      }
      return true;
    }

    private static void write(
        Response response, Callback callback, String contentType, String text) {
      response.getHeaders().put(HttpHeader.CONTENT_TYPE, contentType);
      response.write(true, ByteBuffer.wrap(text.getBytes(UTF_8)), callback);
    }
  }
}
