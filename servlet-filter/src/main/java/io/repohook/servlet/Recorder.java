package io.repohook.servlet;

import io.repohook.spool.ArtifactRequest;
import io.repohook.spool.SpoolFile;
import io.repohook.spool.SpoolRecord;
import io.repohook.spool.SpoolWriter;
import io.repohook.spool.WantedEvents;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
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
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

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
 *
 * <p>Only this thread touches the disk, so that a spool that does not answer, such as one on a file
 * server that is gone, holds up nobody else. It ends by {@link #close} alone, whatever goes wrong.
 */
final class Recorder implements AutoCloseable {
  private static final System.Logger log = System.getLogger("io.repohook.servlet");

  /** Ten seconds of a busy server. */
  static final int MOST_WAITING = 10_000;

  /** Each has some 300; but a client chooses its paths and its name. So, a few megabytes. */
  private static final int MOST_CHARACTERS = 500 * MOST_WAITING;

  /** A client that goes on sends its next request sooner. */
  private static final Duration QUIET = Duration.ofMillis(100);

  private static final Duration LONGEST_DELAY = Duration.ofMillis(800);

  /** How soon a change of what is wanted is seen, and a full disk is tried again. */
  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

  /** A host that starts waits no longer for a spool that does not answer. */
  private static final Duration FIRST_LOOK = Duration.ofSeconds(1);

  /** A host that stops waits no longer for us. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Path spool;
  private final SpoolWriter writer;

  private final BlockingQueue<Waiting> queue = new LinkedBlockingQueue<>(MOST_WAITING);
  private final AtomicLong characters = new AtomicLong();
  private final Losses losses = new Losses();
  private final CountDownLatch looked = new CountDownLatch(1);
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread thread = new Thread(this::work, "repohook");
  private volatile WantedEvents wanted = WantedEvents.ALL;
  private boolean sought;
  private boolean troubled;
  private boolean faultTold;
  private long lookedAt;

  /** A request that is to be written; none, to wake the thread up. */
  private record Waiting(
      FilterSettings.Place place, @Nullable ArtifactRequest request, long characters) {

    int count() {
      return request == null ? 0 : 1;
    }
  }

  private Recorder(Path spool) {
    this.spool = spool;
    this.writer = new SpoolWriter(spool);
    thread.setDaemon(true);
  }

  /** Begins to work, having seen what is wanted if the spool answers soon. */
  static Recorder open(Path spool) {
    Recorder recorder = new Recorder(spool);
    recorder.thread.start();
    try {
      recorder.looked.await(FIRST_LOOK.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return recorder;
  }

  /** What somebody wants to hear of, as of a second ago; everything until that is known. */
  WantedEvents wanted() {
    return wanted;
  }

  /** Takes a request over, or counts it when there is no room. Never waits. */
  void record(FilterSettings.Place place, ArtifactRequest request) {
    Waiting waiting = new Waiting(place, request, request.characters());
    if (hasRoom(request.method().equals("GET") ? 2 : 1) && queue.offer(waiting)) {
      characters.addAndGet(waiting.characters());
    } else {
      lose(place.repository(), 1);
    }
  }

  /** Whether a part of the room, one half or all of it, is not full. */
  private boolean hasRoom(int part) {
    return queue.size() < MOST_WAITING / part && characters.get() < MOST_CHARACTERS / part;
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
      boolean open = true;
      while (open) {
        open = turn();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      log.log(Level.WARNING, "repohook: the host has ended our thread; nothing is recorded now");
    }
  }

  /** One look and what has come; whether there may be more. */
  private boolean turn() throws InterruptedException {
    try {
      if (!sought) {
        sought = true;
        sayWhetherThereIsASpool();
      }
      look();
      looked.countDown();
      for (Map.Entry<FilterSettings.Place, List<ArtifactRequest>> each : gather().entrySet()) {
        write(each.getKey(), each.getValue());
      }
      return closing.getCount() > 0 || !queue.isEmpty();
    } catch (RuntimeException | Error e) {
      fault(e);
      return !closing.await(LOOK_EVERY.toNanos(), TimeUnit.NANOSECONDS);
    }
  }

  private void look() {
    long now = System.nanoTime();
    if (looked.getCount() > 0 || now - lookedAt >= LOOK_EVERY.toNanos()) {
      lookedAt = now;
      wanted = WantedEvents.in(spool);
    }
  }

  private void sayWhetherThereIsASpool() {
    if (!Files.isDirectory(spool)) {
      log.log(
          Level.WARNING,
          "repohook: there is no spool {0}, or this account may not reach it; start the service, or"
              + " correct the init-param ''spool''. Trying again for as long as there is room.",
          spool);
    }
  }

  /** The host's machine fails in ways that no list has: memory is full, our jar was replaced. */
  private void fault(Throwable fault) {
    if (!faultTold) {
      faultTold = true;
      log.log(
          Level.ERROR,
          "repohook: requests were not recorded, or not as they should be; more of this is not"
              + " told again",
          fault);
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
      queue.drainTo(batch, ArtifactRequest.MOST_TOGETHER - batch.size());
      more = batch.size() < ArtifactRequest.MOST_TOGETHER && System.nanoTime() < latest;
      if (more) {
        closing.await(QUIET.toNanos(), TimeUnit.NANOSECONDS);
        more = !queue.isEmpty();
      }
    }
    Map<FilterSettings.Place, List<ArtifactRequest>> gathered = new LinkedHashMap<>();
    for (Waiting each : batch) {
      characters.addAndGet(-each.characters());
      if (each.request() != null) {
        gathered.computeIfAbsent(each.place(), place -> new ArrayList<>()).add(each.request());
      }
    }
    return gathered;
  }

  private void write(FilterSettings.Place place, List<ArtifactRequest> requests)
      throws InterruptedException {
    long lost = losses.of(place.repository());
    boolean written = false;
    try {
      written = written(records(place, requests, lost));
    } catch (RuntimeException | Error e) {
      fault(e);
    } finally {
      if (!written) {
        losses.add(place.repository(), requests.size());
      }
    }
    if (written && lost > 0) {
      losses.told(place.repository(), lost);
      log.log(
          Level.WARNING,
          "repohook: there is room again; {0} requests of {1} were not recorded",
          lost,
          place.repository());
    }
  }

  private static List<SpoolRecord> records(
      FilterSettings.Place place, List<ArtifactRequest> requests, long lost) {
    List<SpoolRecord> records = new ArrayList<>();
    records.add(SpoolRecord.of(SpoolFile.SOURCE, ArtifactRequest.SOURCE));
    records.add(SpoolRecord.of(SpoolFile.REPOSITORY, place.repository()));
    records.add(SpoolRecord.of(ArtifactRequest.PREFIX, place.prefix()));
    if (lost > 0) {
      records.add(SpoolRecord.of(ArtifactRequest.LOST, Long.toString(lost)));
    }
    requests.forEach(each -> records.addAll(each.records()));
    return records;
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
      } catch (IOException e) {
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
    queue.offer(new Waiting(new FilterSettings.Place("", "/"), null, 0));
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
    long left = losses.all() + queue.stream().mapToLong(Waiting::count).sum();
    if (left > 0) {
      log.log(Level.ERROR, "repohook: {0} requests were not recorded: the host ended", left);
    }
  }
}
