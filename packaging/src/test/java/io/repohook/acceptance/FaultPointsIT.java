package io.repohook.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Programs and hooks die at every durable step, again and again, while pushes go on and the
 * receiver is faulty.
 *
 * <p>{@code -Dacceptance.rounds=N} says how often programs die at each point, and {@code
 * -Dacceptance.hooks=N} how many hooks die for each program; a failure names its seed, which {@code
 * -Dacceptance.seed=N} takes.
 */
class FaultPointsIT {
  private static final int ROUNDS = Integer.getInteger("acceptance.rounds", 1);

  /** So many hooks die for each program that does. */
  private static final int HOOKS_A_PROGRAM = Integer.getInteger("acceptance.hooks", 5);

  /** After so many pushes a program may live and do what is left to do. */
  private static final int PUSHES_UNTIL_A_LIFE = 100;

  private static final int BRANCHES = 20;
  private static final Duration TIMEOUT = Duration.ofMillis(400);

  /** Longer than a program needs to come to any point, on a machine that has much else to do. */
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final long seed = Long.getLong("acceptance.seed", System.nanoTime());
  private final Random random = new Random(seed);
  private final PushedRefs pushed = new PushedRefs();
  private final Map<String, Integer> deaths = new TreeMap<>();

  @TempDir Path folder;
  private RecordingReceiver receiver;
  private Installation repohook;
  private List<Line> lines;
  private String hook;
  private int pushes;
  private int lived;
  private int badFiles;
  private int programsKilled;

  @BeforeEach
  void begin() throws IOException {
    System.out.println("faults with the seed " + seed);
    receiver =
        RecordingReceiver.open(0, new FaultyAnswers(seed, TIMEOUT.plus(Duration.ofMillis(300))));
    repohook =
        Installation.in(folder)
            .secret("ci", "even the dead keep it")
            .grace("1s")
            .serverFile(
                "defaults: {timeout: %dms, retry: [%s]}%n"
                    .formatted(TIMEOUT.toMillis(), "100ms, ".repeat(200) + "100ms"));
    lines =
        List.of(Line.in(repohook, "fault/one", receiver), Line.in(repohook, "fault/two", receiver));
    repohook.run("install", repohook.root().toString()).exits(0);
    hook = Files.readString(hook(lines.get(0)));
  }

  @AfterEach
  void end() {
    receiver.close();
    repohook.close();
  }

  @Test
  void nothingIsLostAtAnyPoint() throws IOException {
    try (Executioner executioner = new Executioner()) {
      for (int round = 0; round < ROUNDS; round++) {
        List<FaultPoint> points = new ArrayList<>(FaultPoint.ALL);
        Collections.shuffle(points, random);
        for (FaultPoint each : points) {
          dieAt(each, executioner);
          live();
        }
        System.out.printf("round %d of %d: %d deaths%n", round + 1, ROUNDS, total());
      }
    }

    comeToRest();

    deaths.forEach((point, count) -> System.out.printf("%5d  %s%n", count, point));
    System.out.printf("%5d  deaths, %d pushes%n", total(), pushes);
    pushed.areTold(receiver.all());
    new Aftermath(repohook, receiver).isInOrder(programsKilled, badFiles);
  }

  /** What is delivered is forgotten wholly or not at all, and what waits never is. */
  @Test
  void nothingIsHalfForgotten() {
    Line line = lines.get(0);
    repohook.serverFile("retention: {delivered: 1ms}\ndefaults: {retry: [1h]}\n");
    receiver.answer(Answer.status(503));
    line.push();
    repohook.run("drain").exits(1);
    try (Executioner executioner = new Executioner()) {
      for (FaultPoint each : FaultPoint.OF_PRUNING) {
        receiver.answer(Answer.OK);
        line.push();
        repohook.run("drain").exits(0);
        RunningProgram serve = start("serve", executioner);
        assertThat(executioner.kill(serve, each, 1, PATIENCE)).as("%s", each).isTrue();
      }
    }

    Server server = repohook.serve();
    server.awaitMetric("repohook_deliveries\\{state=\"delivered\"} 0\\.0");
    server.stop().exits(0);

    assertThat(repohook.list("deliveries"))
        .singleElement()
        .satisfies(each -> assertThat(each.path("state").asString()).isEqualTo("waiting"));
    assertThat(repohook.list("events")).hasSize(1);
    assertThat(Attempts.ofNoDelivery(repohook.store())).isZero();
  }

  private RunningProgram start(String command, Executioner executioner) {
    return repohook.start(
        Map.of("REPOHOOK_JAVA_OPTS", executioner.javaOption() + " -XX:TieredStopAtLevel=1"),
        command);
  }

  private int total() {
    return deaths.values().stream().mapToInt(each -> each).sum();
  }

  /**
   * What waits must not grow from round to round. Not after each death: a life waits for the leases
   * of the dead.
   */
  private void live() {
    if (pushes > lived + PUSHES_UNTIL_A_LIFE) {
      repohook.run("drain");
      lived = pushes;
    }
  }

  private void dieAt(FaultPoint point, Executioner executioner) throws IOException {
    int times = point.isOfBadFiles() ? 1 : 1 + random.nextInt(2);
    // A drain may end before it comes to a point for the second time, not before the first.
    if (!diesAt(point, times, executioner) && !diesAt(point, 1, executioner)) {
      throw new AssertionError("no program came to the point " + point);
    }
    deaths.merge("program: " + point, 1, Integer::sum);
  }

  private boolean diesAt(FaultPoint point, int times, Executioner executioner) throws IOException {
    if (point.isOfBadFiles()) {
      badFiles++;
      Files.writeString(
          repohook.spool().resolve("bad-" + badFiles + ".event"), "repohook-spool 0\nend\n");
    }
    push(null);
    List<DyingHook> dying = new ArrayList<>();
    for (int i = 0; i < HOOKS_A_PROGRAM; i++) {
      dying.add(DyingHook.all().get((pushes + i) % DyingHook.all().size()));
    }
    boolean mustEnd = times > 1 || point.method().equals("giveBack"); // A server would go on.
    RunningProgram program =
        start(mustEnd || random.nextBoolean() ? "drain" : "serve", executioner);
    CompletableFuture<Void> meanwhile = CompletableFuture.runAsync(() -> dying.forEach(this::push));
    boolean reached = executioner.kill(program, point, times, PATIENCE);
    programsKilled++;
    meanwhile.join();
    if (!reached) {
      System.out.println("not at the point " + point + ": " + program.result());
    }
    return reached;
  }

  /** A push of two branches, whose hook dies unless there is none that does. */
  private void push(@Nullable DyingHook dying) {
    Line line = lines.get(pushes % lines.size());
    String branch = "b" + pushes % BRANCHES;
    pushes++;
    String after = line.alice().commit("README.md", "Push " + pushes);
    if (dying == null) {
      DyingHook.put(hook, hook(line));
    } else {
      dying.install(hook, hook(line));
      deaths.merge("hook: " + dying.victim() + " " + dying.point(), 1, Integer::sum);
    }
    String said = line.alice().git("push", "-q", "origin", "main", "main:refs/heads/" + branch);
    boolean warned = said.contains("repohook: this push was not recorded");
    assertThat(warned).as(said).isEqualTo(dying != null && dying.warns());
    boolean isRecorded = dying == null || dying.records();
    pushed.add(line.repository(), "refs/heads/main", after, isRecorded);
    pushed.add(line.repository(), "refs/heads/" + branch, after, isRecorded);
  }

  private Path hook(Line line) {
    return repohook.bare(line.repository()).resolve("hooks/post-receive");
  }

  private void comeToRest() {
    lines.forEach(any -> push(null));
    repohook.run("reconcile").exits(0);
    Server server = repohook.serve();
    server.awaitMetric("repohook_spool_files(\\{.*})? 0\\.0");
    server.awaitMetric("repohook_deliveries\\{state=\"held\"} 0\\.0");
    server.awaitMetric("repohook_deliveries\\{state=\"waiting\"} 0\\.0");
    server.stop().exits(0);
  }
}
