package io.repohook.job.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A process and everything that it has started. Its process group is no measure of that: it is the
 * one of whoever started us, who is not to be ended.
 */
final class ProcessTree {
  private final Process root;

  ProcessTree(Process root) {
    this.root = root;
  }

  /** Asks all of them to end, and kills those that have not after the grace time. */
  void end(Duration grace) throws InterruptedException {
    List<ProcessHandle> asked = all();
    asked.forEach(ProcessHandle::destroy);
    long end = System.nanoTime() + grace.toNanos();
    for (ProcessHandle each : asked) {
      await(each, end - System.nanoTime());
    }
    asked.forEach(ProcessHandle::destroyForcibly);
    all().forEach(ProcessHandle::destroyForcibly); // Also those that were started meanwhile.
  }

  private static void await(ProcessHandle process, long nanos) throws InterruptedException {
    try {
      process.onExit().get(Math.max(0, nanos), TimeUnit.NANOSECONDS);
    } catch (TimeoutException | ExecutionException e) {
      // It is killed then.
    }
  }

  private List<ProcessHandle> all() {
    List<ProcessHandle> all = new ArrayList<>(List.of(root.toHandle()));
    root.descendants().forEach(all::add);
    return all;
  }
}
