package io.repohook.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DrainIT {
  @TempDir Path folder;
  private Installation repohook;
  private Line ocean;

  @BeforeEach
  void begin() {
    repohook = Installation.in(folder).secret("ci", "what cron knows");
    ocean = Line.in(repohook, "earthmover/ocean");
    repohook.run("install", "earthmover/ocean").exits(0);
  }

  @AfterEach
  void end() {
    ocean.receiver().close();
    repohook.close();
  }

  @Test
  void itDeliversWhatWaitsAndEnds() {
    repohook.run("drain").exits(0);
    assertThat(ocean.receiver().all()).isEmpty();

    ocean.push();
    Result drained = repohook.run("drain").exits(0);

    assertThat(drained.out()).anyMatch(line -> line.startsWith("1 delivered"));
    assertThat(ocean.receiver().all()).hasSize(1);
    repohook.run("drain").exits(0);
    assertThat(ocean.receiver().all()).hasSize(1);
  }

  @Test
  void itStaysForAShortRetry() {
    ocean.receiver().answer(Answer.status(503), Answer.status(503));

    ocean.push();
    repohook.run("drain").exits(0);

    assertThat(ocean.receiver().all()).hasSize(3);
    assertThat(ocean.receiver().all().stream().map(Arrival::id).distinct()).hasSize(1);
  }

  @Test
  void itSaysWhatItCouldNotDeliver() {
    ocean.receiver().answer(Answer.status(400));

    ocean.push();

    repohook.run("drain").exits(1);
  }

  @Test
  void itLeavesALongRetryToTheNextRound() {
    ocean.receiver().answer(Answer.status(503).with("Retry-After", "3600"));

    ocean.push();

    repohook.run("drain").exits(1);
    assertThat(repohook.list("deliveries", "--state", "waiting")).hasSize(1);
    assertThat(ocean.receiver().all()).hasSize(1);
  }

  @Test
  void twoAtOnceShareTheWork() {
    IntStream.range(0, 15).forEach(any -> ocean.push());

    List<RunningProgram> both = List.of(repohook.start("drain"), repohook.start("drain"));

    both.forEach(each -> each.result().exits(0));
    assertThat(ocean.receiver().all()).hasSize(15);
    assertThat(ocean.receiver().all().stream().map(Arrival::id)).doesNotHaveDuplicates();
    Stream<String> refs = ocean.receiver().all().stream().map(each -> each.change().after());
    assertThat(refs).doesNotHaveDuplicates();
  }

  @Test
  void beingToldToStopItLeavesNothingClaimed() {
    Line slow = Line.in(repohook, "earthmover/slow", ocean.receiver(), "timeout: 2s");
    repohook.run("install", "earthmover/slow").exits(0);
    CompletableFuture<Void> ended = new CompletableFuture<>();
    slow.receiver()
        .answer(Stream.generate(() -> Answer.OK.after(ended)).limit(40).toArray(Answer[]::new));
    slow.alice().commit("README.md", "Say hello");
    slow.alice()
        .push(IntStream.range(0, 20).mapToObj(i -> "main:refs/heads/b" + i).toArray(String[]::new));
    RunningProgram drain = repohook.start("drain");
    slow.receiver().take();

    Result stopped = drain.terminate();
    ended.complete(null);

    stopped.exits(1);
    assertThat(Attempts.of(repohook.store()).all())
        .hasSize(20)
        .noneMatch(Attempts.OfDelivery::leased);
    repohook.run("drain").exits(0);
    assertThat(repohook.list("deliveries", "--state", "delivered")).hasSize(20);
  }
}
