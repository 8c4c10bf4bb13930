package io.repohook.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class ConfigurationIT {
  private static final String OLD = "whsec_b2xkIHNlY3JldCwgc29vbiB0byBiZSByZXBsYWNlZA==";
  private static final String NEW = "whsec_bmV3IHNlY3JldCwgdGhhdCByZXBsYWNlcyB0aGUgb2xk";
  private static final String RIGHT =
      "subscriptions:\n  ci: {webhook: \"%s\", secret: \"${file:old}\"}\n";

  @TempDir Path folder;
  private RecordingReceiver receiver;
  private Installation repohook;

  @BeforeEach
  void begin() {
    receiver = RecordingReceiver.open();
    repohook =
        Installation.in(folder)
            .secret("old", OLD)
            .secret("new", NEW)
            .repositoryFile("ocean", RIGHT.formatted(receiver.url()));
  }

  @AfterEach
  void end() {
    receiver.close();
    repohook.close();
  }

  @Test
  void theServerRefusesToStartWithEveryProblemThatCheckTells() {
    repohook
        .serverFile("127.0.0.1:http", "defaults: {timeout: 5}\n")
        .repositoryFile("ocean", "subscriptions: {ci: {webhok: \"https://ci.example.com/\"}}\n");

    List<String> told = repohook.run("check").exits(2).out();
    Result refused = repohook.run("serve").exits(2);

    assertThat(told).hasSizeGreaterThan(3);
    assertThat(refused.err()).isEqualTo(told.subList(0, told.size() - 1));
    assertThat(repohook.run("drain").exits(2).err()).isEqualTo(refused.err());
    assertThat(repohook.run("list").exits(2).err()).isEqualTo(refused.err());
  }

  @Test
  void whatIsWrittenBeforeAPushIsInForceForIt() {
    GitPusher alice = repohook.repository("ocean");
    repohook.serve();
    for (String now : List.of("/one", "/two", "/three", "/four")) {
      repohook.repositoryFile("ocean", RIGHT.formatted(receiver.url() + now));
      alice.commit("README.md", "Say hello to" + now);
      alice.push("main");

      assertThat(receiver.take().target()).isEqualTo("/hook" + now);
    }
  }

  @Test
  void aRunningServerKeepsTheLastGoodOneAndTakesTheMendedOne() {
    GitPusher alice = repohook.repository("ocean");
    Server server = repohook.serve();

    repohook.repositoryFile("ocean", "subscriptions:\n  ci: {webhok: nonsense}\n");
    String problem = "repositories/ocean.yaml:2: subscriptions.ci.webhok: unknown key";
    server.program().await("what is wrong", line -> line.contains(problem));
    alice.commit("README.md", "Under the last good one");
    alice.push("main");
    assertThat(receiver.take().isSignedWith(OLD)).isTrue();
    assertThat(server.get("/health").body()).contains("\"rejected\":2").doesNotContain(problem);
    JsonNode status = repohook.run("status", "--json").exits(1).json();
    assertThat(status.path("configuration").asString()).isEqualTo("wrong");
    assertThat(status.path("problems").toString()).contains(problem);
    assertThat(status.path("server").asString()).isEqualTo("running");
    assertThat(repohook.run("status").exits(1).out()).anyMatch(line -> line.contains(problem));
    server.awaitMetric("repohook_configuration_rejected [1-9].*");

    repohook.repositoryFile(
        "ocean",
        "subscriptions:\n  ci: {webhook: \"%s/mended\", secret: \"${file:old}\"}\n"
            .formatted(receiver.url()));
    server.program().await("that it is in force", line -> line.contains("is in force"));
    alice.commit("README.md", "Under the mended one");
    alice.push("main");
    assertThat(receiver.take().target()).isEqualTo("/hook/mended");
    assertThat(repohook.run("status", "--json").exits(0).json().path("problems").isEmpty())
        .isTrue();
    server.awaitMetric("repohook_configuration_rejected 0.*");
  }

  @Test
  void aSecretRotatesWithoutARestart() {
    GitPusher alice = repohook.repository("ocean");
    Server server = repohook.serve();
    alice.commit("README.md", "Before");
    alice.push("main");
    Arrival before = receiver.take();
    assertThat(before.isSignedWith(OLD)).isTrue();
    assertThat(before.isSignedWith(NEW)).isFalse();

    signWith("[\"${file:new}\", \"${file:old}\"]");
    server.awaitInForce(1);
    alice.commit("README.md", "During");
    alice.push("main");
    Arrival during = receiver.take();
    assertThat(during.isSignedWith(OLD)).isTrue();
    assertThat(during.isSignedWith(NEW)).isTrue();
    assertThat(during.header("webhook-signature").split(" ")).hasSize(2);

    signWith("\"${file:new}\"");
    server.awaitInForce(2);
    alice.commit("README.md", "After");
    alice.push("main");
    Arrival after = receiver.take();
    assertThat(after.isSignedWith(OLD)).isFalse();
    assertThat(after.isSignedWith(NEW)).isTrue();

    // The secret's file alone changes.
    String newest = "whsec_YW5kIGEgdGhpcmQgb25lLCBmb3IgdGhlcmUgaXMgYWx3YXlz";
    repohook.secret("new", newest);
    server.awaitInForce(3);
    alice.commit("README.md", "At last");
    alice.push("main");
    assertThat(receiver.take().isSignedWith(newest)).isTrue();
  }

  @Test
  void aMissingHookSpoolOrStoreIsOnlyAWarning() {
    GitPusher.makeBare(repohook.bare("ocean"));

    Result checked = repohook.run("check").exits(0);

    Stream<String> warnings = checked.out().stream().filter(line -> line.contains("warning"));
    assertThat(warnings).hasSize(2).anyMatch(line -> line.contains("repohook install"));
    repohook.run("install", "ocean").exits(0);
    assertThat(repohook.run("check").exits(0).out()).containsExactly("the configuration is right");
  }

  private void signWith(String secrets) {
    repohook.repositoryFile(
        "ocean",
        "subscriptions:\n  ci: {webhook: \"%s\", secret: %s}\n".formatted(receiver.url(), secrets));
  }
}
