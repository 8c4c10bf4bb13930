package io.repohook.server;

import io.repohook.outbox.Completion;
import io.repohook.outbox.Next;
import io.repohook.outbox.Store;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

/**
 * One round instead of a server: takes in what is in the spool, delivers what is due, stays for
 * retries that are due soon, and ends.
 */
public final class Drain {
  /** A retry further off than this is left to the next round. */
  private static final Duration SOON = Duration.ofSeconds(40);

  private static final Duration STEP = Duration.ofMillis(100);

  /**
   * What a round did.
   *
   * @param notDelivered deliveries that were tried and are not with their receivers yet
   * @param held repositories, or single files, that wait for something
   */
  public record Drained(int delivered, int notDelivered, int held) {}

  private final LiveConfiguration configuration;
  private final Store store;
  private final InstantSource clock;
  private final AtomicReference<Flow> atWork = new AtomicReference<>();
  private volatile boolean stopping;

  public Drain(LiveConfiguration configuration, Store store, InstantSource clock) {
    this.configuration = configuration;
    this.store = store;
    this.clock = clock;
  }

  /**
   * Makes the round.
   *
   * @param most how long it may take at the most; what is under way then is finished
   */
  public Drained run(Duration most) throws IOException, InterruptedException {
    int held;
    Instant end = clock.instant().plus(most);
    Map<String, Boolean> tried = new ConcurrentHashMap<>();
    try (Flow flow =
        Flow.open(
            configuration,
            store,
            clock,
            each -> tried.put(each.claim().message().id(), isDelivered(each)))) {
      atWork.set(flow);
      takeIn(flow);
      while (hasWorkSoon(flow) && clock.instant().isBefore(end) && !stopping) {
        flow.watch().await(STEP);
        takeIn(flow);
      }
      held = flow.intake().held().size() + flow.feeds().trouble().size();
    }
    // Closing the flow has finished what was under way.
    int delivered = (int) tried.values().stream().filter(last -> last).count();
    return new Drained(delivered, tried.size() - delivered, held);
  }

  private void takeIn(Flow flow) throws IOException {
    if (!stopping) {
      flow.intake().scan();
      flow.feeds().look();
      flow.intake().await();
      flow.feeds().await();
      flow.closeDigests();
    }
  }

  /**
   * Ends the round soon: what is under way is finished, the rest given back. May be called by any
   * thread, at any time.
   */
  public void stop() {
    stopping = true;
    Flow flow = atWork.get();
    if (flow != null) {
      flow.intake().stop();
      flow.feeds().stop();
    }
  }

  /**
   * A claim counts as work: its lease is a time at which it is due. So does a file that another
   * process may have seen too late, as it looks no more once it has nothing to do.
   */
  private boolean hasWorkSoon(Flow flow) {
    if (flow.intake().metOthers()) {
      return true;
    }
    Instant soon = clock.instant().plus(SOON);
    return Stream.of(store.outbox().nextDue(), store.digests().nextDue())
        .flatMap(Optional::stream)
        .anyMatch(next -> next.isBefore(soon));
  }

  private static boolean isDelivered(Completion completion) {
    return completion.next() instanceof Next.Delivered;
  }
}
