package io.repohook.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code kill -9} at random moments of what follows an access log, while the log is written and
 * rotated.
 *
 * <p>{@code -Dacceptance.logKills=N} says how often; a failure names its seed, which {@code
 * -Dacceptance.seed=N} takes.
 */
class LogCrashIT {
  private static final int KILLS = Integer.getInteger("acceptance.logKills", 5);

  /** A server with some load: a hundred requests a second, and a rotation about each second. */
  private static final int MILLISECONDS_A_STEP = 10;

  private static final int ONE_ROTATION_IN = 100;
  private static final int ONE_DEPLOY_IN = 100;

  private final long seed = Long.getLong("acceptance.seed", System.nanoTime());
  private final Random moments = new Random(seed);
  private final Random traffic = new Random(seed + 1);

  /** What happened: a type of event and what it is about. */
  private final List<String> happened = new ArrayList<>();

  @TempDir Path folder;
  private RecordingReceiver audit;
  private AccessLog log;
  private Installation repohook;
  private ScheduledExecutorService clients;

  @BeforeEach
  void begin() {
    System.out.println("crashes over a log with the seed " + seed);
    audit = RecordingReceiver.open();
    log = new AccessLog(folder.resolve("access.log"));
    repohook =
        Installation.in(folder)
            .repositoryFile(
                "releases",
                """
                artifacts:
                  access_log: {file: %s, format: combined, path: /releases/}
                subscriptions:
                  audit:
                    webhook: "%s"
                    events: ["artifact.*"]
                    digest: off
                """
                    .formatted(log.file(), audit.url()));
    repohook.run("drain").exits(0); // It finds no log yet, so every line is news.
    clients = Executors.newSingleThreadScheduledExecutor();
  }

  @AfterEach
  void end() {
    clients.shutdownNow();
    audit.close();
    repohook.close();
  }

  @Test
  void nothingIsLostAndNothingIsToldTwice() throws Exception {
    Future<?> load =
        clients.scheduleAtFixedRate(this::step, 0, MILLISECONDS_A_STEP, TimeUnit.MILLISECONDS);
    for (int kill = 0; kill < KILLS; kill++) {
      RunningProgram serve = repohook.start("serve");
      awaitRandomMoment(serve);
      serve.kill();
    }
    assertThat(load.isDone()).as("a step has failed").isFalse();
    clients.shutdown();
    assertThat(clients.awaitTermination(60, TimeUnit.SECONDS)).isTrue();

    Server serve = repohook.serve();
    awaitAll(serve);
    // Safe only when nobody writes: what comes between copy and emptying is in neither.
    log.copyAndEmpty();
    awaitAll(serve);
    serve.stop().exits(0);

    assertThat(audit.all().stream().map(LogCrashIT::say)).hasSameElementsAs(happened);
    assertThat(audit.all())
        .filteredOn(each -> each.type().equals("artifact.deployed"))
        .allMatch(each -> each.data().path("complete").asBoolean())
        .allMatch(each -> each.data().path("files").size() == 2);
  }

  private static String say(Arrival arrival) {
    if (arrival.type().equals("artifact.deployed")) {
      return "artifact.deployed com.example:rocket:"
          + arrival.data().path("coordinates").path("version").asString();
    }
    return arrival.type() + " " + arrival.data().path("path").asString();
  }

  /** Some moment in the life of a program: starting, or after so many messages. */
  private void awaitRandomMoment(RunningProgram program) {
    if (moments.nextInt(5) == 0) {
      program.await("anything", line -> true);
      return;
    }
    int target = audit.all().size() + moments.nextInt(200);
    while (audit.all().size() < target) {
      audit.take();
    }
  }

  /** One deploy more: once it is told, all that came before it has been. */
  private void awaitAll(Server serve) {
    String last = "9." + happened.size();
    deploy(last);
    while (!say(audit.take()).equals("artifact.deployed com.example:rocket:" + last)) {}
    assertThat(
            repohook.list("events", "--limit", "1000000").stream()
                .map(each -> each.path("type").asString() + " " + each.path("subject").asString()))
        .containsExactlyInAnyOrderElementsOf(happened);
    serve.awaitMetric("repohook_deliveries\\{state=\"delivered\"} " + happened.size() + "\\.0");
  }

  private void step() {
    if (traffic.nextInt(ONE_ROTATION_IN) == 0 && !happened.isEmpty()) {
      boolean late = traffic.nextBoolean();
      String target = "late/" + happened.size() + ".zip";
      log.rotate(
          late ? Optional.of("/releases/" + target) : Optional.empty(), traffic.nextBoolean());
      if (late) {
        happened.add("artifact.uploaded " + target);
      }
      upload("next/" + happened.size() + ".zip");
    } else if (traffic.nextInt(ONE_DEPLOY_IN) == 0) {
      deploy("1." + happened.size());
    } else if (traffic.nextBoolean()) {
      upload("files/" + happened.size() + ".zip");
    } else {
      String path = "files/" + happened.size() + ".zip";
      log.request("-", "GET", "/releases/" + path, 200, 7);
      happened.add("artifact.downloaded " + path);
    }
  }

  private void upload(String path) {
    log.request("ci", "PUT", "/releases/" + path, 201, 25);
    happened.add("artifact.uploaded " + path);
  }

  private void deploy(String version) {
    List<String> files = List.of("rocket-" + version + ".pom", "rocket-" + version + ".jar");
    log.deploy("ci", "/releases/com/example/rocket", version, files);
    for (String each : files) {
      happened.add("artifact.uploaded com/example/rocket/" + version + "/" + each);
    }
    happened.add("artifact.deployed com.example:rocket:" + version);
  }
}
