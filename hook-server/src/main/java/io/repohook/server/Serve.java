package io.repohook.server;

import io.repohook.config.Retention;
import io.repohook.outbox.NoticeBoard.Notice;
import io.repohook.outbox.Store;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/**
 * The server: keeps the flow going until it is told to stop.
 *
 * <p>{@link #run} is for one thread; {@link #stop} may be called by any.
 */
public final class Serve {
  private static final Logger log = LoggerFactory.getLogger(Serve.class);

  /** The kernel tells of new files at once; this is for notices that it drops. */
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);

  private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(1);
  private static final Duration NOTICE_EVERY = Duration.ofSeconds(5);
  private static final Duration PRUNE_EVERY = Duration.ofHours(1);

  /** A server that has not looked into its spool for so long is stuck. */
  private static final Duration HEALTHY_WITHIN = Duration.ofSeconds(30);

  private static final JsonMapper JSON = new JsonMapper();

  private final LiveConfiguration configuration;
  private final Store store;
  private final InstantSource clock;
  private final String name = "serve " + ProcessHandle.current().pid();
  private final Metrics metrics;
  private final CountDownLatch started = new CountDownLatch(1);
  private final CountDownLatch ended = new CountDownLatch(1);

  private volatile boolean stopping;
  private volatile Map<String, URI> repositories = Map.of();
  private Map<String, String> unserved = Map.of();
  private volatile Report report;

  public Serve(LiveConfiguration configuration, Store store, InstantSource clock) {
    this.configuration = configuration;
    this.store = store;
    this.clock = clock;
    this.metrics = new Metrics(store.history(), clock);
    Instant now = clock.instant();
    this.report = new Report(Version.current(), now, now, "", 0, Map.of(), List.of());
  }

  /** Works until {@link #stop}; then finishes or gives back what is under way, and returns. */
  public void run() throws IOException {
    try (Flow flow = Flow.open(configuration, store, clock, metrics::attempt)) {
      metrics.gauge("repohook.spool.files", "Files in the spool", () -> report.spooled());
      metrics.gauge(
          "repohook.configuration.rejected",
          "Errors in the configuration files as they are now",
          () -> report.rejected().size());
      look(flow);
      // Only now, with its sources followed, may anybody take it for ready.
      try (ReconcileTimer reconcile =
              new ReconcileTimer(configuration, flow.spool().folder(), store.outbox(), clock);
          HttpEndpoint endpoint =
              HttpEndpoint.open(configuration.server().listen(), this::health, metrics::scrape);
          EmbeddedRepositories embedded =
              EmbeddedRepositories.open(flow.spool().folder(), configuration.current())) {
        repositories = embedded.urls();
        String host = configuration.server().listen().host();
        String address = "http://" + host + ":" + endpoint.port();
        report = report.listeningOn(address);
        log.info("serving {}; health and metrics on {}", configuration.server().spool(), address);
        keepGoing(flow, reconcile, embedded);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      log.info("stopping: finishing the attempts under way");
    } finally {
      takeDown();
      started.countDown();
      ended.countDown();
    }
  }

  private void keepGoing(Flow flow, ReconcileTimer reconcile, EmbeddedRepositories embedded)
      throws InterruptedException {
    Schedule notice = new Schedule(NOTICE_EVERY, clock);
    Schedule prune = new Schedule(PRUNE_EVERY, clock);
    started.countDown();
    while (!stopping) {
      try {
        reconcile.tick();
        look(flow);
        embedded.follow(configuration.current());
        repositories = embedded.urls();
        unserved = embedded.trouble();
        flow.closeDigests();
        if (notice.isDue()) {
          store
              .noticeBoard()
              .post(new Notice(name, clock.instant(), JSON.writeValueAsString(report)));
        }
        if (prune.isDue()) {
          prune();
        }
        flow.watch().await(LONGEST_WAIT);
      } catch (IOException | RuntimeException e) {
        log.error("the server's round failed; trying again", e);
        flow.watch().await(PAUSE_AFTER_FAILURE);
      }
    }
  }

  private void look(Flow flow) throws IOException {
    int waiting = flow.intake().scan();
    flow.feeds().look();
    report =
        new Report(
            report.version(),
            report.startedAt(),
            clock.instant(),
            report.listening(),
            waiting,
            held(flow),
            Report.lines(configuration.rejected()));
  }

  private Map<String, String> held(Flow flow) {
    Map<String, String> held = new LinkedHashMap<>(flow.intake().held());
    held.putAll(flow.feeds().trouble());
    held.putAll(unserved);
    return held;
  }

  private void prune() {
    Retention retention = configuration.server().retention();
    Instant now = clock.instant();
    int forgotten =
        store.history().prune(now.minus(retention.delivered()), now.minus(retention.failed()));
    if (forgotten > 0) {
      log.info("forgot {} deliveries older than their retention", forgotten);
    }
  }

  private HttpEndpoint.Health health() {
    Report now = report;
    boolean healthy =
        Duration.between(now.lookedAt(), clock.instant()).compareTo(HEALTHY_WITHIN) < 0;
    return new HttpEndpoint.Health(healthy, JSON.writeValueAsString(now.summary()));
  }

  private void takeDown() {
    try {
      store.noticeBoard().takeDown(name);
    } catch (RuntimeException e) {
      log.warn("the notice in the store stays; it is too old to be believed soon", e);
    }
  }

  /** Waits until the server follows its sources, or could not and has ended. */
  public void awaitStarted() throws InterruptedException {
    started.await();
  }

  /** Where the artifact repositories are that it serves itself, by name. */
  public Map<String, URI> repositories() {
    return repositories;
  }

  /** Asks it to stop and waits until it has. */
  public void stop() {
    stopping = true;
    try {
      ended.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
