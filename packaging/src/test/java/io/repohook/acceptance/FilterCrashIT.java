package io.repohook.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * {@code kill -9} at random moments of what takes in what a servlet filter tells, and of the
 * filter's host, while a client uploads and downloads.
 *
 * <p>When intake dies, nothing is lost and nothing told twice. When the host dies, what its filter
 * had not yet written dies with it: that is the end of what happened in that life of the host, and
 * nothing before it. A host that is asked to end loses nothing.
 *
 * <p>{@code -Dacceptance.filterKills=N} says how often; a failure names its seed, which {@code
 * -Dacceptance.seed=N} takes.
 */
class FilterCrashIT {
  private static final int KILLS = Integer.getInteger("acceptance.filterKills", 4);

  private final long seed = Long.getLong("acceptance.seed", System.nanoTime());
  private final Random moments = new Random(seed);
  private final List<HostLife> lives = new ArrayList<>();

  @TempDir Path folder;
  private RecordingReceiver audit;
  private RecordingReceiver counts;
  private Installation repohook;

  @BeforeEach
  void begin() {
    System.out.println("crashes over a filter with the seed " + seed);
    audit = RecordingReceiver.open();
    counts = RecordingReceiver.open();
    repohook =
        Installation.in(folder)
            .repositoryFile(
                "releases",
                """
                artifacts: {servlet_filter: true}
                subscriptions:
                  audit:
                    webhook: "%s"
                    events: [artifact.uploaded]
                    digest: off
                  counts:
                    webhook: "%s"
                    events: [artifact.downloaded]
                    digest: 2s
                """
                    .formatted(audit.url(), counts.url()));
    repohook.run("drain").exits(0); // It makes the spool.
  }

  @AfterEach
  void end() {
    lives.forEach(HostLife::kill);
    audit.close();
    counts.close();
    repohook.close();
  }

  @Test
  void nothingIsLostThatWasWrittenAndNothingIsToldTwice() {
    HostLife life = live();
    for (int kill = 0; kill < KILLS; kill++) {
      RunningProgram serve = repohook.start("serve");
      awaitRandomMoment(serve);
      if (moments.nextBoolean()) {
        if (moments.nextBoolean()) {
          life.kill();
        } else {
          life.end();
        }
        life = live();
      }
      serve.kill();
    }
    life.end();
    repohook.run("drain").exits(0);

    List<String> told =
        repohook.list("events", "--limit", "1000000").stream()
            .filter(each -> each.path("type").asString().equals("artifact.uploaded"))
            .map(each -> each.path("subject").asString())
            .toList();
    assertThat(told).doesNotHaveDuplicates();
    assertThat(audit.all().stream().map(each -> each.data().path("path").asString()))
        .hasSameElementsAs(told);
    Map<String, Long> counted = counted();
    long uploads = 0;
    for (HostLife each : lives) {
      uploads += each.check(told, counted.getOrDefault(each.counted(), 0L));
    }
    assertThat(told).as("of no other lives").hasSize((int) uploads);
    assertThat(counted.keySet()).allMatch(each -> each.endsWith("/counted.zip"));
  }

  private HostLife live() {
    HostLife life =
        HostLife.begin(folder.resolve("files"), repohook.spool(), lives.size(), moments.nextLong());
    lives.add(life);
    return life;
  }

  /** By path, of all digests that came: one that came twice has the same id. */
  private Map<String, Long> counted() {
    Map<String, JsonNode> digests = new LinkedHashMap<>();
    counts.all().forEach(each -> digests.put(each.id(), each.event().path("downloads")));
    Map<String, Long> counted = new LinkedHashMap<>();
    for (JsonNode each : digests.values()) {
      for (JsonNode listed : each.path("listed")) {
        for (JsonNode file : listed.path("files")) {
          counted.merge(file.path("path").asString(), file.path("downloads").asLong(), Long::sum);
        }
      }
    }
    return counted;
  }

  /** Some moment in the life of a program: starting, or after so many messages. */
  private void awaitRandomMoment(RunningProgram program) {
    if (moments.nextInt(5) == 0) {
      program.await("anything", line -> true);
      return;
    }
    int target = audit.all().size() + moments.nextInt(60);
    while (audit.all().size() < target) {
      audit.take();
    }
  }
}
