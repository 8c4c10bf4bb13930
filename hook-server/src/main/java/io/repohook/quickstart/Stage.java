package io.repohook.quickstart;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Where things happen and a person sees what arrives. For one thread. */
final class Stage {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final PrintWriter out;
  private final Arrivals arrivals;

  Stage(PrintWriter out, Arrivals arrivals) {
    this.out = out;
    this.arrivals = arrivals;
  }

  void say(String line) {
    out.println(line);
  }

  /**
   * Has something happen and shows what arrives of it.
   *
   * @return whether everything arrived
   */
  boolean play(Step step) throws IOException, InterruptedException {
    say("");
    say("$ " + step.command());
    Instant began = Instant.now();
    step.act().happen().forEach(this::say);
    // What is typed may take its time itself, such as a Maven that downloads its plugin.
    List<Arrival> arrived = arrivals.await(step.expected(), Instant.now().plus(PATIENCE));
    for (Arrival each : arrived) {
      show(each);
      if (each.way() == Way.JSON) {
        say("         " + Duration.between(began, each.at()).toMillis() + " ms after it began");
      }
    }
    if (arrived.size() < step.arrivals()) {
      say(
          "  only %d of %d arrived within %d seconds"
              .formatted(arrived.size(), step.arrivals(), PATIENCE.toSeconds()));
    }
    return arrived.size() >= step.arrivals();
  }

  /** Shows what arrives until it is time to stop. */
  void showAll() throws InterruptedException {
    for (Arrival each = arrivals.next(Instant.MAX);
        each != null;
        each = arrivals.next(Instant.MAX)) {
      show(each);
    }
  }

  private void show(Arrival arrival) {
    List<String> lines = arrival.lines();
    say("  %-5s  %s".formatted(arrival.way(), lines.get(0)));
    lines.stream().skip(1).forEach(line -> say("         " + line));
  }
}
