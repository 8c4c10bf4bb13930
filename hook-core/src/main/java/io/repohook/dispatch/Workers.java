package io.repohook.dispatch;

import io.repohook.outbox.Claim;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/**
 * The threads that make attempts: so many over all, so many for each endpoint. What an endpoint may
 * not be sent yet waits in a queue of its own and takes no thread.
 *
 * <p>Thread-safe. Whoever made it closes it.
 */
final class Workers implements AutoCloseable {
  private final int perEndpoint;
  private final Consumer<Claim> attempt;
  private final ExecutorService threads;
  private final Map<String, Lane> lanes = new HashMap<>();
  private int sending;
  private boolean startNoMore;

  /** One endpoint's: what waits for it, and how much it has been given. */
  private static final class Lane {
    final Queue<Claim> waiting = new ArrayDeque<>();
    int given;
  }

  /**
   * @param attempt sends what was claimed; called in one of the threads, and must not throw
   */
  Workers(int concurrency, int perEndpoint, Consumer<Claim> attempt) {
    this.perEndpoint = perEndpoint;
    this.attempt = attempt;
    this.threads = Executors.newFixedThreadPool(concurrency, Workers::thread);
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "attempt");
    thread.setDaemon(true);
    return thread;
  }

  /** Has a claim sent as soon as its endpoint and a thread are free. */
  synchronized void submit(Claim claim) {
    Lane lane = lanes.computeIfAbsent(claim.endpoint(), endpoint -> new Lane());
    lane.waiting.add(claim);
    giveMore(lane);
  }

  private void giveMore(Lane lane) {
    while (lane.given < perEndpoint && !lane.waiting.isEmpty() && !startNoMore) {
      Claim next = lane.waiting.remove();
      lane.given++;
      threads.execute(() -> send(next));
    }
  }

  private void send(Claim claim) {
    if (!begin()) {
      return;
    }
    try {
      attempt.accept(claim);
    } finally {
      end(claim.endpoint());
    }
  }

  private synchronized boolean begin() {
    if (startNoMore) {
      return false;
    }
    sending++;
    return true;
  }

  private synchronized void end(String endpoint) {
    sending--;
    Lane lane = lanes.get(endpoint);
    if (lane != null) {
      lane.given--;
      giveMore(lane);
      if (lane.given == 0) {
        lanes.remove(endpoint);
      }
    }
  }

  /** Lets the attempts under way go on and begins no other. */
  synchronized void startNoMore() {
    startNoMore = true;
  }

  /** Whether no attempt is under way. */
  synchronized boolean areIdle() {
    return sending == 0;
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
