package io.repohook.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class DigestIT {
  @TempDir Path folder;
  private Installation repohook;
  private Line ocean;

  @BeforeEach
  void begin() {
    repohook = Installation.in(folder).secret("ci", "not in a digest either");
    ocean = Line.in(repohook, "earthmover/ocean", "digest: 3s");
    repohook.run("install", "earthmover/ocean").exits(0);
  }

  @AfterEach
  void end() {
    ocean.receiver().close();
    repohook.close();
  }

  @Test
  void whatHappensInSomeSecondsArrivesInOneRequest() throws Exception {
    ocean.receiver().answer(Answer.status(503));
    ocean.push();
    ocean.push();
    // It stays until the digest has closed, as it does for a short retry.
    repohook.run("drain").exits(0);

    List<Arrival> attempts = ocean.receiver().all();
    assertThat(attempts).hasSize(2);
    Arrival digest = attempts.get(1);
    assertThat(digest.id()).isEqualTo(attempts.get(0).id());
    assertThat(digest.body()).isEqualTo(attempts.get(0).body());
    assertThat(digest.isSignedWith("not in a digest either")).isTrue();
    assertThat(digest.type()).isEqualTo("digest");
    assertThat(digest.event().path("id").asString()).isEqualTo(digest.id());
    assertThat(digest.event().path("counts").path("git.push").asInt()).isEqualTo(2);
    JsonNode listed = repohook.list("deliveries").get(0);
    assertThat(listed.path("event").asString()).isEqualTo("digest");
    assertThat(listed.path("subject").asString()).isEqualTo("2 events");
    JsonNode shown = repohook.run("deliveries", "show", digest.id(), "--json").exits(0).json();
    assertThat(ids(shown)).isEqualTo(ids(digest.event()));
    for (String id : ids(shown)) {
      assertThat(repohook.run("deliveries", "show", digest.id()).exits(0).out())
          .anyMatch(line -> line.contains(id));
    }
  }

  @Test
  void eachEventIsInOneDigestWhenTheServerIsKilledAgainAndAgain() {
    int rounds = 4;
    for (int i = 0; i < rounds; i++) {
      RunningProgram serve = repohook.start("serve");
      ocean.push();
      ocean.push();
      ocean.receiver().waitAtMost(500L * i);
      serve.kill();
    }
    // Whatever is still in the spool opens a last digest.
    Server server = repohook.serve();
    server.awaitMetric("repohook_spool_files 0\\.0");
    List<String> told = new ArrayList<>();
    List<String> seen = new ArrayList<>();
    while (told.size() < 2 * rounds) {
      Arrival next =
          ocean.receiver().all().stream()
              .filter(each -> !seen.contains(each.id()))
              .findFirst()
              .orElseGet(ocean.receiver()::take);
      if (!seen.contains(next.id())) {
        seen.add(next.id());
        told.addAll(ids(next.event()));
      }
    }
    server.stop().exits(0);

    List<String> all =
        repohook.list("events").stream().map(each -> each.path("id").asString()).toList();
    assertThat(all).hasSize(2 * rounds);
    assertThat(told).containsExactlyInAnyOrderElementsOf(all);
    assertThat(seen).hasSizeLessThan(2 * rounds);
    JsonNode status = repohook.run("status", "--json").json();
    assertThat(status.path("open_digests").asInt()).isZero();
  }

  private static List<String> ids(JsonNode digest) {
    return digest.path("events").valueStream().map(each -> each.path("id").asString()).toList();
  }
}
