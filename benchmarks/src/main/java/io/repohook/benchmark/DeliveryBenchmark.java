package io.repohook.benchmark;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.repohook.channel.Body;
import io.repohook.channel.http.HttpClients;
import io.repohook.event.Actor;
import io.repohook.event.Change;
import io.repohook.event.Event;
import io.repohook.event.Push;
import io.repohook.event.Repository;
import io.repohook.outbox.DeliveryState;
import io.repohook.outbox.Deposit;
import io.repohook.outbox.NewDelivery;
import io.repohook.outbox.NewEvent;
import io.repohook.outbox.Store;
import io.repohook.outbox.SubscriptionKey;
import io.repohook.outbox.sqlite.SqliteStore;
import io.repohook.server.Flow;
import io.repohook.server.LiveConfiguration;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.RequestBody;

/**
 * Durable deliveries against a bare loop over the same HTTP client: the same bodies, the same
 * receiver in a process of its own, the same number of requests at once, one after the other,
 * several times.
 *
 * <p>The durable side does all that a delivery takes once it is in the outbox: claim, sign, send,
 * record, with every commit synced to the disk.
 */
public final class DeliveryBenchmark {
  private static final int ROUNDS = 5;
  private static final int AT_ONCE = 16;
  private static final int BODY_BYTES = 1024;

  private final int deliveries;
  private final int port;
  private final byte[] body = "x".repeat(BODY_BYTES).getBytes(UTF_8);

  private DeliveryBenchmark(int deliveries, int port) {
    this.deliveries = deliveries;
    this.port = port;
  }

  /**
   * Prints a line a round and the median ratio.
   *
   * @param args how many deliveries a round has; 20,000 by default
   */
  public static void main(String[] args) throws Exception {
    int deliveries = args.length == 0 ? 20_000 : Integer.parseInt(args[0]);
    Process receiver =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Receiver.class.getName())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader said =
        new BufferedReader(new InputStreamReader(receiver.getInputStream(), UTF_8))) {
      String port = said.readLine();
      if (port == null) {
        throw new IOException("the receiver did not start");
      }
      new DeliveryBenchmark(deliveries, Integer.parseInt(port)).run();
    } finally {
      receiver.destroy();
    }
  }

  private void run() throws Exception {
    List<Double> ratios = new ArrayList<>();
    for (int round = 0; round <= ROUNDS; round++) {
      double bare = perSecond(bare());
      double durable = perSecond(durable());
      String warmUp = round == 0 ? "  (warm-up, not counted)" : "";
      System.out.printf(
          "bare %,.0f/s  durable %,.0f/s  ratio %.2f%s%n", bare, durable, durable / bare, warmUp);
      if (round > 0) {
        ratios.add(durable / bare);
      }
    }
    ratios.sort(null);
    System.out.printf("median ratio %.2f%n", ratios.get(ratios.size() / 2));
  }

  private double perSecond(long nanos) {
    return deliveries * 1e9 / nanos;
  }

  private long bare() throws InterruptedException {
    OkHttpClient client =
        new OkHttpClient.Builder()
            .connectionPool(new ConnectionPool(AT_ONCE, 1, TimeUnit.MINUTES))
            .build();
    ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
    CountDownLatch left = new CountDownLatch(deliveries);
    long start = System.nanoTime();
    for (int i = 0; i < deliveries; i++) {
      threads.execute(() -> post(client, left));
    }
    left.await();
    long took = System.nanoTime() - start;
    threads.shutdown();
    client.connectionPool().evictAll();
    return took;
  }

  private void post(OkHttpClient client, CountDownLatch left) {
    okhttp3.Request request =
        new okhttp3.Request.Builder()
            .url("http://127.0.0.1:" + port + "/hook")
            .post(RequestBody.create(body, MediaType.get("application/json")))
            .build();
    try (okhttp3.Response response = client.newCall(request).execute()) {
      if (response.code() == 204) {
        left.countDown();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private long durable() throws Exception {
    Path folder = Files.createTempDirectory("delivery-benchmark");
    Path config = Files.createDirectories(folder.resolve("config"));
    Files.createDirectories(config.resolve("repositories"));
    Files.writeString(
        config.resolve("repohook.yaml"),
        "spool: %s/spool\nstore: sqlite:%s/store.db\nlisten: 127.0.0.1:0\ndispatch: {concurrency: %d, per_endpoint: %d}\n"
            .formatted(folder, folder, AT_ONCE, AT_ONCE));
    Files.writeString(
        config.resolve("repositories").resolve("r.yaml"),
        "subscriptions: {a: {webhook: \"http://127.0.0.1:%d/hook\", secret: s3cret}}\n"
            .formatted(port));
    InstantSource clock = InstantSource.system();
    try (HttpClients http = new HttpClients(AT_ONCE, clock);
        Store store = SqliteStore.open(folder.resolve("store.db"))) {
      fill(store);
      LiveConfiguration live = LiveConfiguration.open(config, Map.of(), http, clock);
      CountDownLatch left = new CountDownLatch(deliveries);
      long start = System.nanoTime();
      try (Flow flow = Flow.open(live, store, clock, each -> left.countDown())) {
        left.await();
        long took = System.nanoTime() - start;
        flow.spool(); // At work until here.
        long delivered = store.history().backlog(clock.instant()).count(DeliveryState.DELIVERED);
        if (delivered != deliveries) {
          throw new IOException("only " + delivered + " were delivered");
        }
        return took;
      }
    } finally {
      delete(folder);
    }
  }

  private void fill(Store store) {
    int batch = 1_000;
    for (int from = 0; from < deliveries; from += batch) {
      List<NewEvent> events = new ArrayList<>();
      List<NewDelivery> added = new ArrayList<>();
      for (int i = from; i < Math.min(from + batch, deliveries); i++) {
        Event event = event(i);
        events.add(new NewEvent(event, body));
        added.add(
            new NewDelivery(
                "dlv_" + i,
                event.id(),
                new SubscriptionKey("r", "a"),
                "",
                event.data().subject(),
                false,
                "http://127.0.0.1:" + port,
                null,
                new Body("application/json", Map.of(), body),
                null));
      }
      store
          .outbox()
          .commit(new Deposit("fill " + from, Instant.now(), "r", events, added, Map.of()));
    }
  }

  /** Each of a ref of its own, so that none has to wait for another. */
  private static Event event(int number) {
    String zero = "0".repeat(40);
    return new Event(
        "evt_" + number,
        Instant.now(),
        Repository.git("r"),
        Actor.UNKNOWN,
        new Push(
            "refs/heads/b" + number,
            Change.DELETED,
            zero,
            zero,
            List.of(),
            0,
            0,
            0,
            false,
            null,
            List.of(),
            null,
            false));
  }

  private static void delete(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
  }
}
