package io.repohook.dispatch;

import io.repohook.outbox.Capacity;
import io.repohook.outbox.Claim;
import io.repohook.outbox.Completion;
import io.repohook.outbox.Outbox;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Claims what is due, has it sent, and records what came of it.
 *
 * <p>One thread talks to the outbox, in rounds: it records all attempts that ended since the last
 * round in one commit, then claims as much as there is room for in another. The busier it is, the
 * more a commit carries. It claims somewhat more than is sent at once, so that no worker waits for
 * a round. The attempts run beside it, bounded over all and for each endpoint ({@link Workers}), so
 * a dead endpoint takes its own share of the workers and no other's.
 *
 * <p>Whoever made it closes it. Closing waits for the attempts under way and gives back the rest.
 */
public final class Dispatcher implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Dispatcher.class);

  /**
   * Short, so that what a dead process had claimed is soon sent by another; renewed at a third, so
   * that two renewals may fail.
   */
  private static final Duration LEASE = Duration.ofSeconds(15);

  /** Other processes put deliveries into the outbox without telling us. */
  private static final Duration LONGEST_NAP = Duration.ofMillis(250);

  /**
   * How many times what can be sent at once is claimed: a round takes about as long as a request.
   */
  private static final int AHEAD = 8;

  /** The same for the claims of all endpoints, however many are slow: they are kept in memory. */
  private static final int MOST_CLAIMED = 4 * AHEAD;

  /** About what a round's two commits take. */
  private static final Duration GATHER = Duration.ofMillis(4);

  private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(1);

  /**
   * The limits of a dispatcher.
   *
   * @param concurrency attempts at once, over all endpoints
   * @param perEndpoint attempts at once at one endpoint
   * @param patience how long closing waits for the attempts under way
   */
  public record Limits(int concurrency, int perEndpoint, Duration patience) {}

  private final String name;
  private final Outbox outbox;
  private final Sender sender;
  private final Limits limits;
  private final InstantSource clock;
  private final Consumer<Completion> observer;

  private final Workers workers;
  private final LinkedBlockingQueue<Completion> ended = new LinkedBlockingQueue<>();
  private final Semaphore wake = new Semaphore(0);
  private final Thread rounds;

  // Only the thread of the rounds touches these.
  private final Set<Claim> underWay = new LinkedHashSet<>();
  private final List<Completion> unrecorded = new ArrayList<>();
  private Instant renewedAt = Instant.EPOCH;

  private volatile boolean closing;

  /**
   * Makes a dispatcher at rest.
   *
   * @param name tells this process from others in the store
   * @param observer told of each attempt after it was recorded
   */
  public Dispatcher(
      String name,
      Outbox outbox,
      Sender sender,
      Limits limits,
      InstantSource clock,
      Consumer<Completion> observer) {
    this.name = name;
    this.outbox = outbox;
    this.sender = sender;
    this.limits = limits;
    this.clock = clock;
    this.observer = observer;
    this.workers = new Workers(limits.concurrency(), limits.perEndpoint(), this::attempt);
    this.rounds = new Thread(this::run, "dispatcher");
  }

  /** Begins to dispatch. */
  public void start() {
    rounds.start();
  }

  /** Says that something new may be due. */
  public void wake() {
    wake.release();
  }

  private void run() {
    Instant closeBy = Instant.MAX;
    while (true) {
      try {
        if (closing && closeBy.equals(Instant.MAX)) {
          closeBy = clock.instant().plus(limits.patience());
        }
        record();
        if (closing && (workers.areIdle() || !clock.instant().isBefore(closeBy))) {
          break;
        }
        renew();
        if (!closing) {
          claim();
        }
        nap(LONGEST_NAP);
        gather();
      } catch (Throwable e) { // This loop never dies quietly.
        log.error("the dispatcher's round failed; trying again", e);
        if (closing && !clock.instant().isBefore(closeBy)) {
          break;
        }
        nap(PAUSE_AFTER_FAILURE);
      }
    }
    giveBack();
  }

  private void nap(Duration most) {
    try {
      if (wake.tryAcquire(most.toMillis(), TimeUnit.MILLISECONDS)) {
        wake.drainPermits();
      }
    } catch (InterruptedException e) {
      // Nobody interrupts this thread; it ends by close alone.
      log.warn("the dispatcher was interrupted", e);
    }
  }

  /**
   * While the workers have more than enough to do, waits a moment for more attempts to end: a
   * commit waits for the disk, and many records cost it hardly more than one.
   */
  private void gather() {
    boolean busy = underWay.size() - ended.size() > 2 * limits.concurrency();
    if (busy && ended.size() < 2 * limits.concurrency() && !closing) {
      LockSupport.parkNanos(GATHER.toNanos());
    }
  }

  /** An attempt whose record could not be stored is kept until it can. */
  private void record() {
    ended.drainTo(unrecorded);
    if (unrecorded.isEmpty()) {
      return;
    }
    outbox.complete(unrecorded, clock.instant());
    List<Completion> recorded = List.copyOf(unrecorded);
    unrecorded.clear();
    recorded.forEach(each -> underWay.remove(each.claim()));
    recorded.forEach(observer);
  }

  private void renew() {
    Instant now = clock.instant();
    if (!underWay.isEmpty() && now.isAfter(renewedAt.plus(LEASE.dividedBy(3)))) {
      outbox.renew(underWay, now.plus(LEASE));
      renewedAt = now;
    }
  }

  private void claim() {
    int room = AHEAD * limits.concurrency() - underWay.size();
    // A few at a time would make many small commits; what is claimed already keeps all busy.
    if (room >= AHEAD / 2 * limits.concurrency()) {
      claim(room, AHEAD * limits.perEndpoint());
    } else if (underWay.size() < MOST_CLAIMED * limits.concurrency()) {
      // Slow endpoints may have taken the room. The others get what they may be sent at once.
      claim(limits.concurrency(), limits.perEndpoint());
    }
  }

  private void claim(int room, int perEndpoint) {
    Map<String, Integer> busy = new HashMap<>();
    underWay.forEach(each -> busy.merge(each.endpoint(), 1, Integer::sum));
    Capacity capacity = new Capacity(room, perEndpoint, busy);
    for (Claim claim : outbox.claim(name, clock.instant(), LEASE, capacity)) {
      underWay.add(claim);
      workers.submit(claim);
    }
  }

  private void attempt(Claim claim) {
    ended.add(sender.send(claim));
    wake.release();
  }

  private void giveBack() {
    try {
      record();
      outbox.giveBack(underWay, clock.instant());
    } catch (RuntimeException e) {
      log.warn("what was claimed will be sent when its lease ends", e);
    }
  }

  @Override
  public void close() {
    closing = true;
    workers.startNoMore();
    wake();
    try {
      rounds.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    workers.close();
  }
}
