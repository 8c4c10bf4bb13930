package io.repohook.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toMap;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * A receiver on the loopback address that keeps what comes and answers as it is told. Thread-safe.
 */
final class RecordingReceiver implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 60;

  private final HttpServer server;
  private final ExecutorService workers = Executors.newCachedThreadPool();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Queue<Answer> script = new ConcurrentLinkedQueue<>();
  private final Supplier<Answer> otherwise;
  private final BlockingQueue<Arrival> untaken = new LinkedBlockingQueue<>();
  private final List<Arrival> all = new CopyOnWriteArrayList<>();

  private RecordingReceiver(int port, Supplier<Answer> otherwise) throws IOException {
    this.otherwise = otherwise;
    this.server = HttpServer.create(new InetSocketAddress(loopback(), port), 0);
    server.setExecutor(workers);
    server.createContext("/", this::receive);
    server.start();
  }

  /** One that answers 200 to all that the script does not say. */
  static RecordingReceiver open() {
    return open(0, () -> Answer.OK);
  }

  /** One at a port, or at any with 0. */
  static RecordingReceiver open(int port, Supplier<Answer> answers) {
    try {
      return new RecordingReceiver(port, answers);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InetAddress loopback() {
    return InetAddress.getLoopbackAddress();
  }

  int port() {
    return server.getAddress().getPort();
  }

  String url() {
    return "http://127.0.0.1:" + port() + "/hook";
  }

  /** The answers to the next requests, one each. */
  RecordingReceiver answer(Answer... next) {
    script.addAll(List.of(next));
    return this;
  }

  /** The next request, waiting for it. */
  Arrival take() {
    try {
      Arrival next = untaken.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (next == null) {
        throw new AssertionError("nothing more arrived; so far " + all);
      }
      return next;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /**
   * So many deliveries, waiting for them, each as it came first: what is not answered in time is
   * sent again, as the same delivery.
   */
  List<Arrival> takeDeliveries(int count) {
    while (deliveries().size() < count) {
      take();
    }
    return deliveries();
  }

  /** Every delivery that has arrived so far, once; whatever came again must be the same. */
  List<Arrival> deliveries() {
    Map<String, Arrival> deliveries = new LinkedHashMap<>();
    for (Arrival each : all) {
      Arrival first = deliveries.putIfAbsent(each.id(), each);
      if (first != null && !first.body().equals(each.body())) {
        throw new AssertionError("two bodies of one delivery: " + first + " and " + each);
      }
    }
    return List.copyOf(deliveries.values());
  }

  /** Waits that long, or until something arrives. */
  void waitAtMost(long milliseconds) {
    try {
      untaken.poll(milliseconds, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Everything that has arrived so far. */
  List<Arrival> all() {
    return List.copyOf(all);
  }

  private void receive(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
      Answer scripted = script.poll();
      Answer answer = scripted == null ? otherwise.get() : scripted;
      Map<String, String> headers =
          exchange.getRequestHeaders().entrySet().stream()
              .collect(
                  toMap(
                      each -> each.getKey().toLowerCase(Locale.ROOT),
                      each -> String.join(",", each.getValue())));
      Arrival arrival =
          new Arrival(
              Instant.now(), exchange.getRequestURI().toString(), headers, body, answer.status());
      all.add(arrival);
      untaken.add(arrival);
      answer(exchange, answer);
    }
  }

  private void answer(HttpExchange exchange, Answer answer) throws IOException {
    try {
      answer.until().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (!answer.after().isZero()
          && closed.await(answer.after().toMillis(), TimeUnit.MILLISECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return;
    } catch (ExecutionException | TimeoutException e) {
      return; // What it waits for did not come; the test has failed by then.
    }
    if (answer.status() == 0) {
      return; // Closing the exchange without an answer cuts the connection.
    }
    answer.headers().forEach(exchange.getResponseHeaders()::set);
    byte[] body = answer.body().getBytes(UTF_8);
    exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    workers.shutdown();
  }
}
