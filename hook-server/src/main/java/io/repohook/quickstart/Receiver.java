package io.repohook.quickstart;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * Receivers as anybody might write them, on the loopback address, one for each way by HTTP: they
 * answer 401 to what is not genuine, and to the rest what the system that they stand for answers.
 */
final class Receiver implements AutoCloseable {
  private final HttpServer server;
  private final Consumer<Arrival> arrivals;

  private Receiver(HttpServer server, Consumer<Arrival> arrivals) {
    this.server = server;
    this.arrivals = arrivals;
  }

  /**
   * Opens one at a free port; it tells of what arrives in a thread of its own.
   *
   * @param secret what senders sign with, as in the configuration
   */
  static Receiver open(String secret, Consumer<Arrival> arrivals) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    Receiver receiver = new Receiver(server, arrivals);
    receiver.listen(Way.JSON, new JsonDoor(secret));
    receiver.listen(Way.FORM, new FormDoor(secret));
    receiver.listen(Way.SLACK, new RoomDoor("/text"));
    receiver.listen(Way.TEAMS, new RoomDoor("/attachments/0/content/fallbackText"));
    server.start();
    return receiver;
  }

  private void listen(Way way, Door door) {
    server.createContext(path(way), exchange -> receive(exchange, way, door));
  }

  String url(Way way) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path(way);
  }

  private static String path(Way way) {
    return "/" + way.name().toLowerCase(Locale.ROOT);
  }

  private void receive(HttpExchange exchange, Way way, Door door) throws IOException {
    try (exchange) {
      UnaryOperator<String> header =
          name -> Optional.ofNullable(exchange.getRequestHeaders().getFirst(name)).orElse("");
      Optional<List<String>> seen = door.take(header, exchange.getRequestBody().readAllBytes());
      answer(exchange, way, seen.isPresent());
      seen.ifPresent(lines -> arrivals.accept(new Arrival(way, Instant.now(), lines)));
    }
  }

  private static void answer(HttpExchange exchange, Way way, boolean genuine) throws IOException {
    if (genuine && way == Way.SLACK) {
      byte[] ok = "ok".getBytes(UTF_8);
      exchange.sendResponseHeaders(200, ok.length);
      exchange.getResponseBody().write(ok);
    } else {
      int accepted = way == Way.TEAMS ? 202 : 204;
      exchange.sendResponseHeaders(genuine ? accepted : 401, -1);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
