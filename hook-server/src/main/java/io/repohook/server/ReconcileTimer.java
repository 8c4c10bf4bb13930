package io.repohook.server;

import io.repohook.config.Git;
import io.repohook.git.Reconciler;
import io.repohook.outbox.Outbox;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reconciles every repository that has the hook from time to time, in a thread of its own: one
 * after the other, so that it takes little from intake.
 */
final class ReconcileTimer implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(ReconcileTimer.class);

  private final LiveConfiguration configuration;
  private final Path spool;
  private final Outbox outbox;
  private final InstantSource clock;
  private final ExecutorService worker = Executors.newSingleThreadExecutor();
  private final AtomicBoolean busy = new AtomicBoolean();
  private volatile boolean closing;
  private Instant last;

  /** A timer that first looks one grace time after it was made. */
  ReconcileTimer(LiveConfiguration configuration, Path spool, Outbox outbox, InstantSource clock) {
    this.configuration = configuration;
    this.spool = spool;
    this.outbox = outbox;
    this.clock = clock;
    Git git = configuration.server().git();
    this.last = clock.instant().minus(git.reconcile().orElse(git.grace())).plus(git.grace());
  }

  /** Starts a look if it is time for one. For one thread. */
  void tick() {
    configuration
        .server()
        .git()
        .reconcile()
        .filter(every -> !clock.instant().isBefore(last.plus(every)))
        .filter(every -> busy.compareAndSet(false, true))
        .ifPresent(
            every -> {
              last = clock.instant();
              worker.execute(this::lookAtAll);
            });
  }

  private void lookAtAll() {
    try {
      Reconcile reconcile = new Reconcile(spool, outbox, configuration.routes().names());
      for (String name : reconcile.known()) {
        if (closing) {
          return;
        }
        if (reconcile.hasHook(name)) {
          look(name, reconcile);
        }
      }
    } catch (RuntimeException e) {
      log.error("cannot reconcile; trying again later", e);
    } finally {
      busy.set(false);
    }
  }

  private static void look(String name, Reconcile reconcile) {
    try {
      Reconciler.Found found = reconcile.at(name).found();
      if (found instanceof Reconciler.Found.Changed changed && changed.refs() > 0) {
        log.info("{}: {} refs changed that no hook has reported yet", name, changed.refs());
      } else if (found instanceof Reconciler.Found.Unreadable unreadable) {
        log.debug("{} cannot be reconciled: {}", name, unreadable.because());
      }
    } catch (IOException | RuntimeException e) {
      log.warn("{} cannot be reconciled: {}", name, e.toString());
    }
  }

  @Override
  public void close() {
    closing = true;
    worker.shutdown();
    try {
      // The store is closed next.
      if (!worker.awaitTermination(10, TimeUnit.SECONDS)) {
        log.warn("a repository is still being compared");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
