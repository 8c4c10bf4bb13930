package io.repohook.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ServeIT {
  /** What DESIGN promises of a server that has nothing to do. */
  private static final long IDLE_KIB = 128 * 1024;

  @TempDir Path folder;
  private Installation repohook;
  private Line ocean;

  @BeforeEach
  void begin() {
    repohook = Installation.in(folder).secret("ci", "not for anybody's eyes");
    ocean = Line.in(repohook, "earthmover/ocean", "timeout: 20s");
    repohook.run("install", "earthmover/ocean").exits(0);
  }

  @AfterEach
  void end() {
    ocean.receiver().close();
    repohook.close();
  }

  @Test
  void whatHappenedBeforeItsStartIsDelivered() {
    ocean.push();
    assertThat(ocean.receiver().all()).isEmpty();

    Server server = repohook.serve();

    assertThat(ocean.receiver().take().ref()).isEqualTo("refs/heads/main");
    server.stop().exits(0);
  }

  @Test
  void whatWaitsIsToldFromTheFirstAnswerOn() throws IOException {
    // The baseline that was installed may wait beside it.
    Files.writeString(repohook.spool().resolve("torn.event"), "repohook-spool 1\n");

    Server server = repohook.serve();

    assertThat(server.get("/metrics").body())
        .containsPattern("(?m)^repohook_spool_files.* [12]\\.0$");
    assertThat(server.get("/health").body())
        .containsPattern("\"spooled\":[12],?")
        .contains(server.address());
  }

  @Test
  void healthAndMetricsAreAnswered() {
    Server server = repohook.serve();

    HttpResponse<String> health = server.get("/health");
    assertThat(health.statusCode()).isEqualTo(200);
    JsonNode report = new JsonMapper().readTree(health.body());
    assertThat(report.path("listening").asString()).isEqualTo(server.address());
    ocean.push();
    ocean.receiver().take();
    server.awaitMetric("repohook_deliveries\\{state=\"delivered\"} 1.*");
    server.awaitMetric(
        "repohook_attempts_seconds_count\\{outcome=\"delivered\",reason=\"delivered\"} 1.*");
    assertThat(server.get("/").statusCode()).isEqualTo(404);
    assertThat(repohook.run("status").exits(0).out())
        .anyMatch(line -> line.matches("server +running"));

    server.stop().exits(0);

    assertThat(repohook.run("status").exits(1).out())
        .anyMatch(line -> line.matches("server +not running"));
  }

  @Test
  void nothingIsAnsweredWhileTheSpoolCannotBeFollowed() throws IOException {
    // A file where the folder should be: there is nothing to follow.
    Path spool = folder.resolve("no-folder");
    Files.writeString(spool, "");
    repohook.write(
        "repohook.yaml",
        "spool: %s\nstore: sqlite:%s\nlisten: 127.0.0.1:0\n".formatted(spool, repohook.store()));

    Result ended = repohook.run("serve").exits(1);

    assertThat(ended.err()).noneMatch(line -> line.contains("health and metrics"));
    assertThat(ended.err()).anyMatch(line -> line.contains(spool.toString()));
    assertThat(ended.err()).noneMatch(line -> line.startsWith("\tat "));
  }

  @Test
  void anAddressThatIsTakenEndsItWithAReason() {
    repohook.serverFile("127.0.0.1:" + ocean.receiver().port(), "");

    Result ended = repohook.run("serve").exits(1);

    assertThat(ended.err())
        .anyMatch(line -> line.contains("cannot listen on 127.0.0.1:" + ocean.receiver().port()));
    assertThat(ended.err()).noneMatch(line -> line.startsWith("\tat "));
  }

  @Test
  void termLetsTheAttemptUnderWayFinish() {
    ocean.receiver().answer(Answer.OK.after(Duration.ofSeconds(2)));
    Server server = repohook.serve();
    ocean.push();
    Arrival underWay = ocean.receiver().take();

    server.stop().exits(0);

    assertThat(state(underWay.id())).isEqualTo("delivered");
    assertThat(ocean.receiver().all()).hasSize(1);
  }

  @Test
  void termGivesBackWhatTakesTooLong() {
    ocean.receiver().answer(Answer.OK.after(Duration.ofSeconds(60)));
    Server server = repohook.serve();
    ocean.push();
    Arrival underWay = ocean.receiver().take();

    server.stop().exits(0);

    // Not "sending": no lease has to end before somebody else may send it.
    assertThat(state(underWay.id())).isEqualTo("waiting");
    repohook.run("drain").exits(0);
    assertThat(ocean.receiver().take().id()).isEqualTo(underWay.id());
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void idleItIsSmall() {
    Server server = repohook.serve();
    ocean.push();
    ocean.receiver().take();
    server.get("/metrics");

    // Idle is what it becomes some seconds after its last work.
    long kib = server.residentKib();
    for (int looks = 0; kib > IDLE_KIB && looks < 30; looks++) {
      ocean.receiver().waitAtMost(1000);
      kib = server.residentKib();
    }
    System.out.println("an idle server has " + kib / 1024 + " MiB");
    assertThat(kib).isLessThanOrEqualTo(IDLE_KIB);
  }

  private String state(String id) {
    List<JsonNode> deliveries = repohook.list("deliveries");
    return deliveries.stream()
        .filter(each -> each.path("id").asString().equals(id))
        .map(each -> each.path("state").asString())
        .findFirst()
        .orElseThrow();
  }
}
