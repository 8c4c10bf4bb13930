package io.repohook.intake;

import static java.util.stream.Collectors.toUnmodifiableSet;

import io.repohook.outbox.Outbox;
import io.repohook.route.Router;
import java.io.IOException;
import java.nio.channels.FileLock;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps asking every {@link Feed} for news, one after the other, and commits what each tells: the
 * step from feeds to the outbox.
 *
 * <p>One process at a time asks a feed, whatever number of them runs. Whoever made it closes it.
 */
public final class FeedLoop implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(FeedLoop.class);

  private final Supplier<List<? extends Feed>> feeds;
  private final Outbox outbox;
  private final Router router;
  private final InstantSource clock;
  private final Runnable told;
  private final RepositoryLocks locks;
  private final ExecutorService worker = Executors.newSingleThreadExecutor();
  private final Map<String, String> trouble = new ConcurrentHashMap<>();
  private @Nullable Future<?> round;
  private volatile boolean closing;

  /**
   * Makes a loop at rest; {@link #look} sets it to work.
   *
   * @param feeds those of the current configuration
   * @param locks those of {@link IntakeLoop}, as both change what is remembered of a repository;
   *     whoever made them closes them after this
   * @param told called whenever something new is in the outbox
   */
  public FeedLoop(
      Supplier<List<? extends Feed>> feeds,
      Outbox outbox,
      Router router,
      RepositoryLocks locks,
      InstantSource clock,
      Runnable told) {
    this.feeds = feeds;
    this.outbox = outbox;
    this.router = router;
    this.clock = clock;
    this.told = told;
    this.locks = locks;
  }

  /** Begins to ask all feeds, unless it is still at it. */
  public synchronized void look() {
    if (!closing && (round == null || round.isDone())) {
      round = worker.submit(this::askAll);
    }
  }

  /** Waits until everything that the last {@link #look} began is done. */
  public void await() {
    Future<?> last;
    synchronized (this) {
      last = round;
    }
    try {
      if (last != null) {
        last.get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      throw new IllegalStateException("a round never ends by an exception", e);
    }
  }

  /** In turns: a log with months to catch up on keeps no other one waiting. */
  private void askAll() {
    boolean more = true;
    while (more && !closing) {
      List<? extends Feed> current = feeds.get();
      trouble.keySet().retainAll(current.stream().map(FeedLoop::name).collect(toUnmodifiableSet()));
      more = false;
      for (Feed feed : current) {
        more |= ask(feed);
      }
    }
  }

  /** Asks a feed once; whether there is more at once. */
  private boolean ask(Feed feed) {
    try {
      boolean more = !closing && take(feed);
      trouble.remove(name(feed));
      return more;
    } catch (IOException e) { // The machine's, and the administrator's: it is no fault of ours.
      String reason = String.valueOf(e.getMessage());
      if (!reason.equals(trouble.put(name(feed), reason))) {
        log.error("cannot read what happened in {}: {}; trying again", name(feed), reason);
      }
      return false;
    } catch (Throwable e) { // One feed's trouble is not the others'; it is asked again.
      if (trouble.put(name(feed), String.valueOf(e)) == null) {
        log.error("cannot read what happened in {}; trying again", name(feed), e);
      }
      return false;
    }
  }

  private static String name(Feed feed) {
    return feed.repository().name();
  }

  private boolean take(Feed feed) throws IOException {
    Optional<FileLock> lock = locks.tryLock(name(feed));
    if (lock.isEmpty()) {
      return false; // Another process is at it.
    }
    try (FileLock ours = lock.get()) {
      if (!ours.isValid()) {
        return false;
      }
      Feed.News news =
          feed.next(
              outbox.state(name(feed)),
              Wanted.by(router.subscriptions(name(feed))),
              clock.instant());
      commit(feed, news.told());
      return news.more();
    }
  }

  private void commit(Feed feed, Answer.Told answer) {
    if (answer.events().isEmpty() && answer.stateChanges().isEmpty()) {
      return;
    }
    outbox.commit(
        router.route(
            "feed " + name(feed),
            clock.instant(),
            name(feed),
            answer.events(),
            answer.stateChanges()));
    if (!answer.events().isEmpty()) {
      told.run();
    }
  }

  /** The repositories whose feeds cannot be read, and why. */
  public Map<String, String> trouble() {
    return Map.copyOf(trouble);
  }

  /** Asks no feed again from now on; what is being read is committed. */
  public void stop() {
    closing = true;
  }

  @Override
  public void close() {
    closing = true;
    worker.shutdown();
    try {
      if (!worker.awaitTermination(30, TimeUnit.SECONDS)) {
        log.warn("a log is still being read; what was not committed is read again");
        worker.shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
