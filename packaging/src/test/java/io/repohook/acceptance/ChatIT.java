package io.repohook.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What people read in their chat rooms; the rooms' URLs are read by nobody. */
@TestInstance(Lifecycle.PER_CLASS)
class ChatIT {
  private static final String TOKEN = "T0hunter2/B0hunter2/x7hunter2";
  private static final Answer OK = Answer.OK.saying("ok");

  private Installation repohook;
  private RecordingReceiver slack;
  private RecordingReceiver teams;

  @BeforeAll
  void begin(@TempDir Path folder) {
    slack = RecordingReceiver.open(0, () -> OK);
    teams = RecordingReceiver.open(0, () -> Answer.status(202));
    repohook =
        Installation.in(folder)
            .keepsToItself("hunter2")
            .secret("path", TOKEN)
            .serverFile("defaults: {timeout: 30s, retry: [200ms, 200ms]}\n");
    repohook.serve();
  }

  @AfterAll
  void end() {
    slack.close();
    teams.close();
    repohook.close();
  }

  /** A repository with a room for its pushes. */
  private GitPusher repository(String name, String events, String... more) {
    repohook.repositoryFile(
        name,
        """
        web_url: https://git.example.com/{repository}
        commit_url: https://git.example.com/{repository}/commit/{commit}
        subscriptions:
          team:
            slack: "http://127.0.0.1:%d/services/%s/${file:path}"
            events: [%s]
            %s
        """
            .formatted(slack.port(), name.replace('/', '-'), events, String.join("\n    ", more)));
    return repohook.repository(name);
  }

  @Test
  void aPushBecomesOneSlackMessage() {
    GitPusher alice = repository("earthmover/ocean", "git.push");
    alice.commit("a", "Say <!channel> & go");
    String last = alice.commit("b", "Say more");
    alice.push("main");

    Arrival message = arrival("earthmover-ocean");
    assertThat(message.target()).isEqualTo("/services/earthmover-ocean/" + TOKEN);
    assertThat(message.header("content-type")).isEqualTo("application/json");
    assertThat(message.event().path("text").asString())
        .contains(" created branch main in earthmover/ocean with 2 commits")
        .contains("Say &lt;!channel&gt; &amp; go – Alice");
    assertThat(message.event().path("blocks").path(1).path("text").path("text").asString())
        .startsWith(
            "• `<https://git.example.com/earthmover/ocean/commit/%s|%s>` Say more – Alice\n"
                .formatted(last, last.substring(0, 7)));
    assertThat(shown("earthmover/ocean", "delivered").path("endpoint").asString())
        .startsWith("http://127.0.0.1:" + slack.port() + "#");
    repohook.run("list").exits(0);
    repohook.run("show", "earthmover/ocean", "team").exits(0);
  }

  @Test
  void aPushBecomesOneTeamsCard() {
    repohook.repositoryFile(
        "cards",
        "subscriptions: {team: {teams: \"http://127.0.0.1:%d/workflows/${file:path}?sig=hunter2\"}}\n"
            .formatted(teams.port()));
    GitPusher alice = repohook.repository("cards");
    String id = alice.commit("a", "Say [hello](x)");
    alice.push("main");

    Arrival message = teams.take();
    assertThat(message.target()).isEqualTo("/workflows/" + TOKEN + "?sig=hunter2");
    JsonNode card = message.event().path("attachments").path(0).path("content");
    assertThat(card.path("type").asString()).isEqualTo("AdaptiveCard");
    assertThat(card.path("version").asString()).isEqualTo("1.2");
    assertThat(card.path("fallbackText").asString())
        .endsWith(
            " created branch main in cards with 1 commit\n%s Say [hello](x) – Alice"
                .formatted(id.substring(0, 7)));
    shown("cards", "delivered");
  }

  @Test
  void aCommitsPlainTextIsArraylakesLine() {
    GitPusher alice = repository("earthmover/lake", "git.commit");
    String id = alice.commit("a", "Say hello");
    alice.push("main");

    assertThat(arrival("earthmover-lake").event().path("text").asString())
        .isEqualTo(
            "New commit %s in repository earthmover/lake on branch main."
                .formatted(id.substring(0, 6)));
  }

  @Test
  void aRoomThatIsNotThereFailsAtOnce() {
    GitPusher alice = repository("gone", "git.push");
    slack.answer(Answer.status(404).saying("no_service"));
    push(alice, "gone");

    JsonNode delivery = shown("gone", "failed");
    assertThat(delivery.path("reason").asString()).isEqualTo("not_found");
    assertThat(delivery.path("attempts").path(0).path("detail").asString()).isEqualTo("no_service");
  }

  @Test
  void aRoomThatAsksToWaitIsLetBe() {
    GitPusher alice = repository("busy", "git.push");
    slack.answer(Answer.status(429).with("Retry-After", "3600").saying("rate_limited"));
    push(alice, "busy");

    JsonNode delivery = shown("busy", "waiting");
    JsonNode attempt = delivery.path("attempts").path(0);
    assertThat(attempt.path("reason").asString()).isEqualTo("rate_limited");
    assertThat(
            Duration.between(
                Instant.parse(attempt.path("started").asString()),
                Instant.parse(delivery.path("due").asString())))
        .isGreaterThanOrEqualTo(Duration.ofHours(1));
  }

  @Test
  void aRoomGetsOneMessageASecond() {
    GitPusher alice = repository("paced", "git.push");
    alice.commit("a", "Say hello");
    alice.push("main", "main:b", "main:c");

    List<Instant> arrivals = Stream.generate(() -> arrival("paced").at()).limit(3).toList();
    // The spacing is of the beginnings; a request may take a moment longer than the one before.
    assertThat(Duration.between(arrivals.get(0), arrivals.get(1)))
        .isGreaterThan(Duration.ofMillis(800));
    assertThat(Duration.between(arrivals.get(1), arrivals.get(2)))
        .isGreaterThan(Duration.ofMillis(800));
  }

  @Test
  void whatGathersIsOneMessage() {
    GitPusher alice = repository("gathering", "git.push", "digest: 1s");
    alice.commit("a", "Say hello");
    alice.push("main", "main:b");

    assertThat(arrival("gathering").event().path("text").asString())
        .startsWith("2 events in gathering from ")
        .contains(" created branch main in gathering with 1 commit\n")
        .endsWith(" created branch b in gathering with 1 commit (none new)");
  }

  private void push(GitPusher alice, String name) {
    alice.commit("a", "Say hello");
    alice.push("main");
    arrival(name);
  }

  /** The next message, which must be of that repository. */
  private Arrival arrival(String repository) {
    Arrival arrival = slack.take();
    assertThat(arrival.target()).startsWith("/services/" + repository + "/");
    return arrival;
  }

  /** The repository's only delivery, once it has been tried and is in that state. */
  private JsonNode shown(String repository, String state) {
    for (int looks = 0; looks < 20; looks++) {
      List<JsonNode> rows = repohook.list("deliveries", "--repo", repository, "--state", state);
      if (!rows.isEmpty() && rows.get(0).path("attempts").asInt() > 0) {
        String id = rows.get(0).path("id").asString();
        return repohook.run("deliveries", "show", id, "--json").exits(0).json();
      }
    }
    throw new AssertionError(
        "no delivery of " + repository + " is " + state + ": " + repohook.list("deliveries"));
  }
}
