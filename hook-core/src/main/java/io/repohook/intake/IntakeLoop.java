package io.repohook.intake;

import static java.util.stream.Collectors.toSet;

import io.repohook.outbox.StoreException;
import io.repohook.spool.Spool;
import io.repohook.spool.SpoolEntry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps taking in what is in the spool: repositories side by side, the files of each in order.
 *
 * <p>Whoever made it closes it. Closing lets the files under way finish and starts no others.
 */
public final class IntakeLoop implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(IntakeLoop.class);

  /** Reading commits is work for a processor; more repositories at once would only take memory. */
  private static final int REPOSITORIES_AT_ONCE =
      Math.max(2, Runtime.getRuntime().availableProcessors());

  /** After a failure of the machine, such as a full disk. */
  private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(1);

  /** So many failures of ours in a row are no accident: the next would be the same. */
  private static final int MOST_FAILURES = 5;

  /** The rest waits for the next look; a phaser refuses more than 65,535 at once. */
  private static final int MOST_BUSY = 1_000;

  private final Spool spool;
  private final Intake intake;
  private final InstantSource clock;
  private final Runnable looked;
  private final Runnable taken;
  private final RepositoryLocks locks;
  private final ExecutorService workers = Executors.newFixedThreadPool(REPOSITORIES_AT_ONCE);
  private final Map<String, Set<String>> busy = new ConcurrentHashMap<>();
  private final Set<String> grown = ConcurrentHashMap.newKeySet();
  private final Map<String, Integer> failures = new ConcurrentHashMap<>();
  private final KnownQueues queues;
  private final Pauses pauses;
  private final Phaser work = new Phaser(1);
  private volatile boolean closing;
  private volatile boolean metOthers;

  /**
   * Makes a loop at rest; {@link #scan} sets it to work.
   *
   * @param locks the file whose locks keep two processes from working on one repository; not in the
   *     spool, where every account may put files
   * @param looked run by each {@link #scan} between its look into the spool and its work: what was
   *     configured before an event happened is in force when the event is routed
   * @param taken told whenever something new is in the outbox
   */
  public IntakeLoop(
      Spool spool, Intake intake, Path locks, InstantSource clock, Runnable looked, Runnable taken)
      throws IOException {
    this.spool = spool;
    this.intake = intake;
    this.clock = clock;
    this.looked = looked;
    this.taken = taken;
    this.locks = new RepositoryLocks(locks);
    this.queues = new KnownQueues(intake::queueOf);
    this.pauses = new Pauses(clock);
  }

  /**
   * Looks into the spool once and sets to work on what waits there.
   *
   * @return how many files wait, those that are being worked on included
   */
  public synchronized int scan() throws IOException {
    Map<String, List<SpoolEntry>> byQueue = new LinkedHashMap<>();
    List<SpoolEntry> ready = spool.ready(clock.instant());
    looked.run();
    for (SpoolEntry entry : ready) {
      queues
          .of(entry)
          .ifPresent(queue -> byQueue.computeIfAbsent(queue, each -> new ArrayList<>()).add(entry));
    }
    Set<String> names = names(ready);
    queues.retain(names);
    failures.keySet().retainAll(names);
    pauses.retain(byQueue.keySet());
    metOthers = false;
    byQueue.forEach(this::start);
    return ready.size();
  }

  private void start(String queue, List<SpoolEntry> entries) {
    Set<String> underWay = busy.get(queue);
    if (underWay != null && !underWay.containsAll(names(entries))) {
      grown.add(queue);
    }
    if (closing
        || underWay != null
        || busy.size() >= MOST_BUSY
        || pauses.holds(queue, names(entries))) {
      return;
    }
    work.register();
    busy.put(queue, names(entries));
    workers.execute(
        () -> {
          try {
            takeInTurn(queue, entries);
          } catch (Throwable e) { // Whatever it is, the queue must not stay busy.
            log.error("cannot take in what happened in {}; trying again", Plain.line(queue), e);
            pauses.begin(
                queue,
                names(entries),
                new Turn.Wait(
                    clock.instant().plus(PAUSE_AFTER_FAILURE), String.valueOf(e.getMessage())));
          } finally {
            rest(queue);
            work.arriveAndDeregister();
          }
        });
  }

  /** What came while the queue was busy was seen already, so nothing else would tell of it soon. */
  private synchronized void rest(String queue) {
    busy.remove(queue);
    if (grown.remove(queue) && !closing) {
      try {
        scan();
      } catch (IOException | RuntimeException e) {
        log.debug("the next look finds what came", e);
      }
    }
  }

  private static Set<String> names(List<SpoolEntry> entries) {
    return entries.stream().map(SpoolEntry::name).collect(toSet());
  }

  private void takeInTurn(String queue, List<SpoolEntry> entries) throws IOException {
    Optional<FileLock> lock = locks.tryLock(queue);
    if (lock.isEmpty()) {
      metOthers = true;
      return; // Another process is at it; the next look finds what it left.
    }
    try (FileLock ours = lock.get()) {
      pauses.end(queue);
      Turn.Taking taking = (entry, waiting, drained) -> take(entry, queue, waiting, drained);
      new Turn(taking, () -> !closing && ours.isValid(), taken)
          .run(entries)
          .ifPresent(wait -> pauses.begin(queue, names(entries), wait));
    }
  }

  /** Takes in a file, and gives it up when it fails again and again by a fault of ours. */
  private Intake.Taken take(
      SpoolEntry entry, String queue, List<SpoolEntry> waiting, boolean drained)
      throws IOException {
    String name = entry.name();
    try {
      Intake.Taken result = intake.take(entry, queue, waiting, drained);
      failures.remove(name);
      if (result instanceof Intake.Taken.Misplaced) {
        queues.forget(name); // The next look finds the right one.
      }
      return result;
    } catch (StoreException | UncheckedIOException e) {
      throw e; // The machine's.
    } catch (RuntimeException | Error e) { // An error too, such as a push too large for the memory.
      int count = failures.merge(name, 1, Integer::sum);
      if (count < MOST_FAILURES) {
        if (count == 1) {
          log.error("cannot take in spool file {}; trying again", Plain.line(name), e);
        }
        return new Intake.Taken.Held(clock.instant().plus(PAUSE_AFTER_FAILURE), e.toString());
      }
      return intake.quarantine(
          name,
          "taking it in failed %d times: %s; see the log; when mended, move it back into the spool"
              .formatted(count, e));
    }
  }

  /**
   * By what one at a time works on a repository, for what else works on some in this process. It is
   * closed with this loop.
   */
  public RepositoryLocks locks() {
    return locks;
  }

  /** Whether files of that repository waited at the last {@link #scan}, taken in since or not. */
  public boolean waits(String queue) {
    return queues.has(queue);
  }

  /** Waits until everything that the last {@link #scan} set to work on is done. */
  public void await() {
    work.arriveAndAwaitAdvance();
  }

  /**
   * Whether since the last {@link #scan} began files were left to another process, which may have
   * looked before they came.
   */
  public boolean metOthers() {
    return metOthers;
  }

  /** Begins no other file from now on; those under way are finished. */
  public void stop() {
    closing = true;
  }

  /** The repositories whose files wait for something, and why. */
  public Map<String, String> held() {
    return pauses.reasons();
  }

  /** When the first of the held files is to be looked at again. */
  public Optional<Instant> nextLook() {
    return pauses.firstEnd();
  }

  @Override
  public void close() throws IOException {
    synchronized (this) { // No look may start anything after it.
      closing = true;
      workers.shutdown();
    }
    try {
      if (!workers.awaitTermination(30, TimeUnit.SECONDS)) {
        log.warn("a repository is still being read; its files stay in the spool");
        workers.shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    locks.close();
  }
}
