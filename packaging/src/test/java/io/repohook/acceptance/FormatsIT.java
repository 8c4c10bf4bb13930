package io.repohook.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLDecoder;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One push in every format that has words for it, by the program as it is installed. */
class FormatsIT {
  private static final String SECRET = "It's a secret to everybody";
  private static final String SUBSCRIPTIONS =
      """
      web_url: https://git.example.com/{repository}
      subscriptions:
        form: {webhook: "%1$s?form", secret: "${file:ci}", content_type: form}
        cloudevents: {webhook: "%1$s?cloudevents", format: cloudevents, mode: binary}
        github: {webhook: "%1$s?github", format: github, secret: "${file:ci}"}
        gitlab: {webhook: "%1$s?gitlab", format: gitlab, secret: "${file:ci}"}
        gitea: {webhook: "%1$s?gitea", format: gitea, secret: "${file:ci}"}
        arraylake: {webhook: "%1$s?arraylake", format: arraylake, events: git.commit, secret: "${file:ci}"}
        orchest: {webhook: "%1$s?orchest", format: orchest, name: Builds, secret: "${file:ci}"}
        y42: {webhook: "%1$s?y42", format: y42, secret: "${file:ci}"}
        arch: {webhook: "%1$s?arch", format: arch, events: job.failed}
        cloudrepo: {webhook: "%1$s?cloudrepo", format: cloudrepo, events: artifact.deleted}
        template: {webhook: "%1$s?template", template: x.txt, content_type: text/plain}
      """;

  @TempDir Path folder;
  private RecordingReceiver receiver;
  private Installation repohook;
  private GitPusher alice;

  @BeforeEach
  void begin() {
    receiver = RecordingReceiver.open();
    repohook =
        Installation.in(folder)
            .secret("ci", SECRET)
            .write("templates/x.txt", "{{#data.commits}}{{id}} {{message}}{{/data.commits}}")
            .repositoryFile("earthmover/ocean", SUBSCRIPTIONS.formatted(receiver.url()));
    alice = repohook.repository("earthmover/ocean");
  }

  @AfterEach
  void end() {
    receiver.close();
    repohook.close();
  }

  @Test
  void eachReceiverReadsItsOwn() {
    String commit = alice.commit("README.md", "Say <hello>");
    alice.push("main");
    repohook.run("drain").exits(0);

    Map<String, Arrival> by =
        receiver.all().stream()
            .collect(toMap(each -> each.target().replaceAll(".*\\?", ""), each -> each));

    // Arch tells of jobs and CloudRepo of files; neither has words for a push.
    assertThat(by)
        .containsOnlyKeys(
            "form",
            "cloudevents",
            "github",
            "gitlab",
            "gitea",
            "arraylake",
            "orchest",
            "y42",
            "template");
    assertThat(form(by(by, "form")).path("type").asString()).isEqualTo("git.push");
    assertThat(by(by, "cloudevents").header("ce-type")).isEqualTo("io.repohook.git.push");
    assertThat(by(by, "github").event().at("/head_commit/id").asString()).isEqualTo(commit);
    assertThat(by(by, "github").event().at("/repository/default_branch").asString())
        .isEqualTo("main");
    assertThat(by(by, "github").header("x-hub-signature-256")).startsWith("sha256=");
    assertThat(by(by, "gitlab").header("x-gitlab-token")).isEqualTo(SECRET);
    assertThat(by(by, "gitea").header("x-gogs-event")).isEqualTo("push");
    assertThat(by(by, "arraylake").body())
        .startsWith("{\"event\":\"NewCommit\",\"details\":{\"repo_name\":\"ocean\",");
    assertThat(by(by, "arraylake").header("x-secret-token")).isEqualTo(SECRET);
    assertThat(by(by, "orchest").event().at("/delivered_for/name").asString()).isEqualTo("Builds");
    assertThat(by(by, "y42").header("x-y42-signature")).startsWith("sha256=");
    assertThat(by(by, "template").body()).isEqualTo(commit + " Say <hello>\n");
    assertThat(by.values()).allMatch(each -> each.id().startsWith("dlv_"));
    assertThat(by(by, "gitea").isSignedWith(SECRET)).isTrue();
  }

  @Test
  void whatIsSentAgainHasTheSameIdsAndBytes() {
    alice.commit("README.md", "Say hello");
    alice.push("main");
    repohook.run("drain").exits(0);
    Arrival first = github();

    repohook.run("redeliver", first.id()).exits(0);
    repohook.run("drain").exits(0);

    Arrival second = github();
    assertThat(second).isNotSameAs(first);
    assertThat(second.body()).isEqualTo(first.body());
    assertThat(second.header("x-github-delivery")).isEqualTo(first.header("x-github-delivery"));
    assertThat(second.header("x-hub-signature-256")).isEqualTo(first.header("x-hub-signature-256"));
  }

  @Test
  void aTestIsSaidInTheFormatsOwnWords() {
    repohook.run("test", "earthmover/ocean", "arch").exits(0);
    assertThat(receiver.take().event().path("event_type").asString()).isEqualTo("ping");

    repohook.run("test", "earthmover/ocean", "github").exits(0);
    Arrival ping = receiver.take();
    assertThat(ping.header("x-github-event")).isEqualTo("ping");
    assertThat(ping.event().at("/hook/config/url").asString()).startsWith("http://127.0.0.1");
  }

  private Arrival github() {
    return receiver.all().stream()
        .filter(each -> each.target().endsWith("?github"))
        .reduce((one, later) -> later)
        .orElseThrow();
  }

  private static Arrival by(Map<String, Arrival> arrivals, String format) {
    return Objects.requireNonNull(arrivals.get(format));
  }

  private static JsonNode form(Arrival arrival) {
    assertThat(arrival.header("content-type")).isEqualTo("application/x-www-form-urlencoded");
    assertThat(arrival.body()).startsWith("payload=");
    return new JsonMapper()
        .readTree(URLDecoder.decode(arrival.body().substring("payload=".length()), UTF_8));
  }
}
