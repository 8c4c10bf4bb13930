package io.repohook.dispatch;

import io.repohook.outbox.Claim;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/**
 * The threads that make attempts: so many over all, so many for each endpoint. What may not be sent
 * yet waits in its endpoint's queue and takes no thread.
 *
 * <p>A quarter of the threads is for endpoints that have none: however many endpoints are slow, the
 * next one is served at once, if one attempt at a time.
 *
 * <p>Thread-safe. Whoever made it closes it.
 */
final class Workers implements AutoCloseable {
  private final int concurrency;
  private final int perEndpoint;
  private final Consumer<Claim> attempt;
  private final ExecutorService threads;

  /** By endpoint; the one that was served last is the last. */
  private final Map<String, Endpoint> endpoints = new LinkedHashMap<>();

  private int sending;
  private boolean startNoMore;

  /** What waits for an endpoint, and how many attempts at it are under way. */
  private static final class Endpoint {
    final Queue<Claim> waiting = new ArrayDeque<>();
    int sending;
  }

  /**
   * @param attempt sends what was claimed; called in one of the threads, and must not throw
   */
  Workers(int concurrency, int perEndpoint, Consumer<Claim> attempt) {
    this.concurrency = concurrency;
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
    Endpoint endpoint = endpoints.computeIfAbsent(claim.endpoint(), name -> new Endpoint());
    endpoint.waiting.add(claim);
    startMore(endpoint);
  }

  private void startMore(Endpoint endpoint) {
    while (!endpoint.waiting.isEmpty() && mayStart(endpoint)) {
      Claim next = endpoint.waiting.remove();
      endpoint.sending++;
      sending++;
      threads.execute(() -> send(next));
    }
  }

  private boolean mayStart(Endpoint endpoint) {
    int reserved = endpoint.sending == 0 ? 0 : concurrency / 4;
    return !startNoMore && sending < concurrency - reserved && endpoint.sending < perEndpoint;
  }

  private void send(Claim claim) {
    try {
      attempt.accept(claim);
    } finally {
      end(claim.endpoint());
    }
  }

  private synchronized void end(String name) {
    sending--;
    Endpoint endpoint = endpoints.remove(name);
    if (endpoint == null) {
      return;
    }
    endpoint.sending--;
    if (endpoint.sending > 0 || !endpoint.waiting.isEmpty()) {
      endpoints.put(name, endpoint); // Behind the others, whose turn it is now.
    }
    Iterator<Endpoint> turns = endpoints.values().iterator();
    while (sending < concurrency && turns.hasNext()) {
      startMore(turns.next());
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
