package io.repohook.acceptance;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * Stands for an artifact repository that asks for an account, whichever, and writes an access log.
 * It keeps its files in memory. Thread-safe.
 */
final class LoggedRepository implements AutoCloseable {
  private static final String PATH = "/releases/";

  private final HttpServer server;
  private final ExecutorService workers = Executors.newCachedThreadPool();
  private final Map<String, byte[]> files = new ConcurrentHashMap<>();
  private final AccessLog log;

  /** Begins to serve. */
  LoggedRepository(AccessLog log) {
    this.log = log;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(workers);
    server.createContext(PATH, this::answer);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + PATH;
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] sent = exchange.getRequestBody().readAllBytes();
      String path = exchange.getRequestURI().getPath();
      String user = user(exchange.getRequestHeaders().getFirst("Authorization"));
      byte[] body = new byte[0];
      int status;
      if (user == null) {
        exchange.getResponseHeaders().set("WWW-Authenticate", "Basic realm=\"test\"");
        status = 401;
      } else if (exchange.getRequestMethod().equals("PUT")) {
        status = files.put(path, sent) == null ? 201 : 204;
      } else {
        byte[] file = files.get(path);
        status = file == null ? 404 : 200;
        body = file == null ? body : file;
      }
      exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
      synchronized (log) {
        log.request(
            user == null ? "-" : user, exchange.getRequestMethod(), path, status, body.length);
      }
    }
  }

  private static @Nullable String user(@Nullable String authorization) {
    return authorization == null
        ? null
        : new String(
                Base64.getDecoder()
                    .decode(authorization.substring("Basic ".length()).getBytes(ISO_8859_1)),
                UTF_8)
            .replaceFirst(":.*", "");
  }

  @Override
  public void close() {
    server.stop(0);
    workers.shutdown();
  }
}
