package io.repohook.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code kill -9} at random moments, again and again, while pushes go on and the receiver is
 * faulty.
 *
 * <p>{@code -Dacceptance.kills=N} says how often; a failure names its seed, which {@code
 * -Dacceptance.seed=N} takes.
 */
class CrashIT {
  private static final int KILLS = Integer.getInteger("acceptance.kills", 10);
  private static final int REF_CHANGES_A_KILL = 6;
  private static final Duration TIMEOUT = Duration.ofMillis(400);

  private final long seed = Long.getLong("acceptance.seed", System.nanoTime());
  private final Random random = new Random(seed);
  private final Set<RefChange> pushed = new HashSet<>();

  @TempDir Path folder;
  private RecordingReceiver receiver;
  private Installation repohook;
  private List<Line> lines;

  @BeforeEach
  void begin() {
    System.out.println("crashes with the seed " + seed);
    receiver =
        RecordingReceiver.open(0, new FaultyAnswers(seed, TIMEOUT.plus(Duration.ofMillis(300))));
    repohook =
        Installation.in(folder)
            .secret("ci", "even after a crash nobody reads this")
            .serverFile(
                "defaults: {timeout: %dms, retry: [%s]}%n"
                    .formatted(TIMEOUT.toMillis(), "100ms, ".repeat(200) + "100ms"));
    lines =
        List.of(Line.in(repohook, "crash/one", receiver), Line.in(repohook, "crash/two", receiver));
    repohook.run("install", repohook.root().toString()).exits(0);
  }

  @AfterEach
  void end() {
    receiver.close();
    repohook.close();
  }

  @Test
  void nothingIsLostWhenTheServerIsKilled() {
    CompletableFuture<Void> pushes = CompletableFuture.runAsync(this::pushAll);

    for (int kill = 0; kill < KILLS; kill++) {
      RunningProgram serve = repohook.start("serve");
      awaitRandomMoment(serve);
      serve.kill();
    }

    pushes.join();
    everythingArrives(repohook.serve());
  }

  @Test
  void nothingIsLostWhenOneOfTwoProcessesIsKilled() {
    CompletableFuture<Void> pushes = CompletableFuture.runAsync(this::pushAll);

    RunningProgram serve = repohook.start("serve");
    RunningProgram drain = repohook.start("drain");
    for (int kill = 0; kill < KILLS; kill++) {
      awaitRandomMoment(kill % 2 == 0 ? serve : drain);
      if (kill % 2 == 0) {
        serve.kill();
        serve = repohook.start("serve");
      } else {
        drain.kill();
        drain = repohook.start("drain");
      }
    }

    pushes.join();
    everythingArrives(Server.await(serve));
    drain.result();
  }

  /** Some moment in the life of a program: starting, waiting, or in the midst of its work. */
  private void awaitRandomMoment(RunningProgram program) {
    if (random.nextInt(4) > 0) {
      program.await("anything", line -> true);
    }
    receiver.waitAtMost(1 + random.nextInt(1500));
  }

  private void pushAll() {
    for (int round = 0; round < KILLS; round++) {
      for (Line line : lines) {
        push(line, round);
      }
    }
  }

  /** One push of three refs. */
  private void push(Line line, int round) {
    GitPusher alice = line.alice();
    String before = round == 0 ? "0".repeat(40) : alice.id("main");
    String after = alice.commit("README.md", "Round " + round);
    alice.git("tag", "t" + round);
    alice.push("main", "t" + round, "main:refs/heads/b" + round);
    String zero = "0".repeat(40);
    pushed.add(new RefChange(line.repository(), "refs/heads/main", before, after));
    pushed.add(new RefChange(line.repository(), "refs/tags/t" + round, zero, after));
    pushed.add(new RefChange(line.repository(), "refs/heads/b" + round, zero, after));
  }

  private void everythingArrives(Server server) {
    assertThat(pushed).hasSize(KILLS * REF_CHANGES_A_KILL);
    server.awaitMetric("repohook_deliveries\\{state=\"delivered\"} " + pushed.size() + "\\.0");
    server.stop().exits(0);

    assertThat(receiver.all()).extracting(Arrival::change).hasSameElementsAs(pushed);
    new Aftermath(repohook, receiver).isInOrder(KILLS, 0);
  }
}
