package io.repohook.servlet;

import io.repohook.spool.ArtifactRequest;
import io.repohook.spool.SpoolFile;
import io.repohook.spool.SpoolRecord;
import io.repohook.spool.SpoolWriter;
import io.repohook.spool.WantedEvents;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Writes requests into the spool, in a thread of its own: the threads of the host hand them over
 * and go on.
 *
 * <p>What comes within a moment goes into one file, which is synced once. A request is safe from
 * the moment its file is in the spool, about a second after it ended at most; what the host's
 * memory holds when its process is killed is lost.
 *
 * <p>While the spool cannot be written, requests wait in memory, in their order, up to a limit. Of
 * a full queue the newest are refused, so that what is told has one gap and not many. Downloads, of
 * which there are most and each matters least, are refused when it is half full: the other half is
 * for uploads and deletions. What was refused is counted; the log tells when it begins and when it
 * is over, and the next file tells the service how many there were.
 */
final class Recorder implements AutoCloseable {
  private static final System.Logger log = System.getLogger("io.repohook.servlet");

  /** Some 500 bytes each, so a few megabytes: ten seconds of a busy server. */
  static final int MOST_WAITING = 10_000;

  /** So many in one file, and so in one transaction of the service. */
  private static final int MOST_TOGETHER = 500;

  /** A client that goes on sends its next request sooner. */
  private static final Duration QUIET = Duration.ofMillis(100);

  private static final Duration LONGEST_DELAY = Duration.ofMillis(800);

  /** How soon a change of what is wanted is seen, and a full disk is tried again. */
  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

  /** A host that stops waits no longer for us. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Path spool;
  private final SpoolWriter writer;

  private final BlockingQueue<Waiting> queue = new LinkedBlockingQueue<>(MOST_WAITING);
  private final Losses losses = new Losses();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread thread = new Thread(this::work, "repohook");
  private volatile WantedEvents wanted;
  private boolean troubled;
  private long lookedAt = System.nanoTime();

  /** A request that is to be written; none, to wake the thread up. */
  private record Waiting(FilterSettings.Place place, List<ArtifactRequest> request) {}

  private Recorder(Path spool) {
    this.spool = spool;
    this.writer = new SpoolWriter(spool);
    this.wanted = WantedEvents.in(spool);
    thread.setDaemon(true);
  }

  static Recorder open(Path spool) {
    Recorder recorder = new Recorder(spool);
    recorder.thread.start();
    return recorder;
  }

  /** What somebody wants to hear of, as of a second ago. */
  WantedEvents wanted() {
    return wanted;
  }

  /** Takes a request over, or counts it when there is no room. Never waits. */
  void record(FilterSettings.Place place, ArtifactRequest request) {
    boolean download = request.method().equals("GET");
    boolean refused = download && queue.remainingCapacity() < MOST_WAITING / 2;
    if (refused || !queue.offer(new Waiting(place, List.of(request)))) {
      lose(place.repository(), 1);
    }
  }

  private void lose(String repository, int count) {
    if (losses.add(repository, count)) {
      log.log(
          Level.ERROR,
          "repohook: too much waits for room in {0}; what happens now is counted, not recorded",
          spool);
    }
  }

  private void work() {
    try {
      while (closing.getCount() > 0 || !queue.isEmpty()) {
        look();
        for (Map.Entry<FilterSettings.Place, List<ArtifactRequest>> each : gather().entrySet()) {
          write(each.getKey(), each.getValue());
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      log.log(Level.WARNING, "repohook: the host has ended our thread; nothing is recorded now");
    }
  }

  private void look() {
    long now = System.nanoTime();
    if (now - lookedAt >= LOOK_EVERY.toNanos()) {
      lookedAt = now;
      wanted = WantedEvents.in(spool);
    }
  }

  /**
   * What comes together, by place. Between two looks it sleeps, whatever comes: to be woken up by
   * each request would cost the host's threads more than all else here.
   */
  private Map<FilterSettings.Place, List<ArtifactRequest>> gather() throws InterruptedException {
    List<Waiting> batch = new ArrayList<>();
    Waiting first = queue.poll(LOOK_EVERY.toNanos(), TimeUnit.NANOSECONDS);
    if (first != null) {
      batch.add(first);
    }
    long latest = System.nanoTime() + LONGEST_DELAY.toNanos();
    boolean more = first != null;
    while (more) {
      queue.drainTo(batch, MOST_TOGETHER - batch.size());
      more = batch.size() < MOST_TOGETHER && System.nanoTime() < latest;
      if (more) {
        closing.await(QUIET.toNanos(), TimeUnit.NANOSECONDS);
        more = !queue.isEmpty();
      }
    }
    Map<FilterSettings.Place, List<ArtifactRequest>> gathered = new LinkedHashMap<>();
    for (Waiting each : batch) {
      if (!each.request().isEmpty()) {
        gathered.computeIfAbsent(each.place(), place -> new ArrayList<>()).addAll(each.request());
      }
    }
    return gathered;
  }

  private void write(FilterSettings.Place place, List<ArtifactRequest> requests)
      throws InterruptedException {
    String repository = place.repository();
    long lost = losses.of(repository);
    List<SpoolRecord> records = new ArrayList<>();
    records.add(SpoolRecord.of(SpoolFile.SOURCE, ArtifactRequest.SOURCE));
    records.add(SpoolRecord.of(SpoolFile.REPOSITORY, repository));
    records.add(SpoolRecord.of(ArtifactRequest.PREFIX, place.prefix()));
    if (lost > 0) {
      records.add(SpoolRecord.of(ArtifactRequest.LOST, Long.toString(lost)));
    }
    requests.forEach(each -> records.addAll(each.records()));
    if (!written(records)) {
      losses.add(repository, requests.size());
    } else if (lost > 0) {
      losses.told(repository, lost);
      log.log(
          Level.WARNING,
          "repohook: there is room again; {0} requests of {1} were not recorded",
          lost,
          repository);
    }
  }

  /** Tries until it is written; when the host ends, once more. */
  private boolean written(List<SpoolRecord> records) throws InterruptedException {
    boolean ending = false;
    while (true) {
      try {
        writer.write(records);
        if (troubled) {
          troubled = false;
          log.log(Level.INFO, "repohook: {0} can be written again", spool);
        }
        return true;
      } catch (IOException | RuntimeException e) {
        if (!troubled) {
          troubled = true;
          log.log(
              Level.ERROR,
              "repohook: cannot write into {0} ({1}); what happens waits in memory until it can be"
                  + " written. See that the service runs, and that this account may write there",
              spool,
              e);
        }
        if (ending) {
          return false;
        }
        ending = closing.await(LOOK_EVERY.toNanos(), TimeUnit.NANOSECONDS);
      }
    }
  }

  @SuppressWarnings("ReturnValueIgnored") // Who cannot be woken up is awake: the queue is full.
  private void wakeUp() {
    queue.offer(new Waiting(new FilterSettings.Place("", "/"), List.of()));
  }

  /** Writes what waits, if it can be written soon, and tells in the log what could not be. */
  @Override
  public void close() {
    closing.countDown();
    wakeUp();
    try {
      thread.join(PATIENCE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    long left = losses.all() + queue.stream().mapToLong(each -> each.request().size()).sum();
    if (left > 0) {
      log.log(Level.ERROR, "repohook: {0} requests were not recorded: the host ended", left);
    }
  }
}
