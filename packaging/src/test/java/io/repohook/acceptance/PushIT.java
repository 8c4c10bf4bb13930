package io.repohook.acceptance;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class PushIT {
  private static final String SECRET = "whsec_bm90IGEgc2VjcmV0IHRvIGFueWJvZHkgYXQgYWxs";
  private static final String ZERO = "0".repeat(40);

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
            .repositoryFile(
                "earthmover/ocean",
                """
                subscriptions:
                  ci: {webhook: "%s", secret: "${file:ci}"}
                """
                    .formatted(receiver.url()));
    alice = repohook.repository("earthmover/ocean");
    repohook.serve();
  }

  @AfterEach
  void end() {
    receiver.close();
    repohook.close();
  }

  @Test
  void eachRefOfAPushIsOneSignedPost() throws IOException {
    String first = alice.commit("README.md", "Say hello");
    String second = alice.commit("src/ocean.c", "Begin the ocean");
    String third = alice.commit("README.md", "Say what an ocean is");
    alice.push("main");

    Arrival main = receiver.take();
    assertThat(main.change())
        .isEqualTo(new RefChange("earthmover/ocean", "refs/heads/main", ZERO, third));
    assertThat(main.data().path("change").asString()).isEqualTo("created");
    assertThat(commits(main)).containsExactly(first, second, third);
    assertThat(main.data().path("new_commits").asInt()).isEqualTo(3);
    JsonNode listed = main.data().path("commits").path(1);
    assertThat(listed.path("message").asString()).isEqualTo("Begin the ocean\n");
    assertThat(listed.path("added").path(0).asString()).isEqualTo("src/ocean.c");
    assertThat(listed.path("author").path("email").asString()).isEqualTo("alice@example.com");
    assertThat(listed.path("parents").path(0).asString()).isEqualTo(first);

    alice.push("main:refs/heads/old");
    Arrival old = receiver.take();
    assertThat(commits(old)).isEmpty();

    alice.git("checkout", "-q", "-b", "feature");
    String fourth = alice.commit("src/wave.c", "Add waves");
    alice.git("tag", "light");
    alice.git("tag", "-a", "v1.0", "-m", "The first release");
    alice.push("feature", "light", "v1.0", ":old");

    Map<String, Arrival> byRef =
        IntStream.range(0, 4)
            .mapToObj(any -> receiver.take())
            .collect(toMap(Arrival::ref, each -> each));
    assertThat(byRef)
        .containsOnlyKeys(
            "refs/heads/feature", "refs/tags/light", "refs/tags/v1.0", "refs/heads/old");

    Arrival feature = Objects.requireNonNull(byRef.get("refs/heads/feature"));
    assertThat(feature.type()).isEqualTo("git.push");
    assertThat(commits(feature)).containsExactly(fourth);
    assertThat(feature.data().path("commits").path(0).path("new").asBoolean()).isTrue();

    Arrival light = Objects.requireNonNull(byRef.get("refs/tags/light"));
    assertThat(light.type()).isEqualTo("git.tag");
    assertThat(light.data().path("after").asString()).isEqualTo(fourth);
    assertThat(light.data().path("tagger").isNull()).isTrue();

    Arrival annotated = Objects.requireNonNull(byRef.get("refs/tags/v1.0"));
    assertThat(annotated.data().path("after").asString()).isEqualTo(alice.id("v1.0"));
    assertThat(annotated.data().path("commit").asString()).isEqualTo(fourth);
    assertThat(annotated.data().path("message").asString()).isEqualTo("The first release\n");

    Arrival deleted = Objects.requireNonNull(byRef.get("refs/heads/old"));
    assertThat(deleted.change())
        .isEqualTo(new RefChange("earthmover/ocean", "refs/heads/old", third, ZERO));
    assertThat(deleted.data().path("change").asString()).isEqualTo("deleted");
    assertThat(deleted.data().path("discarded_commits").asInt()).isZero();

    EventSchema schema = new EventSchema();
    assertThat(receiver.all()).hasSize(6);
    for (Arrival each : receiver.all()) {
      assertThat(each.isSignedWith(SECRET)).as(each.ref()).isTrue();
      assertThat(each.isSignedWith("whsec_" + "b".repeat(32))).isFalse();
      assertThat(each.header("content-type")).isEqualTo("application/json");
      assertThat(each.header("user-agent")).startsWith("Repohook/");
      assertThat(schema.violations(each)).as(each.body()).isEmpty();
    }
    assertThat(receiver.all().stream().map(Arrival::id)).doesNotHaveDuplicates();
  }

  @Test
  void aCommitIsNewOnceAndAForcedPushTellsWhatItDiscards() {
    alice.commit("a", "One");
    alice.push("main");
    receiver.take();

    alice.git("checkout", "-q", "-b", "feature");
    String two = alice.commit("b", "Two");
    alice.push("feature");
    assertThat(receiver.take().data().path("new_commits").asInt()).isEqualTo(1);

    alice.git("checkout", "-q", "main");
    alice.git("merge", "-q", "--ff-only", "feature");
    alice.push("main");
    Arrival merged = receiver.take();
    assertThat(commits(merged)).containsExactly(two);
    assertThat(merged.data().path("commits").path(0).path("new").asBoolean()).isFalse();

    alice.git("reset", "-q", "--hard", "HEAD~1");
    String other = alice.commit("c", "Another two");
    alice.push("+main");
    Arrival forced = receiver.take();
    assertThat(forced.data().path("change").asString()).isEqualTo("forced");
    assertThat(commits(forced)).containsExactly(other);
    assertThat(forced.data().path("discarded_commits").asInt()).isZero();

    alice.push(":feature");
    assertThat(receiver.take().data().path("discarded_commits").asInt()).isEqualTo(1);
  }

  private static List<String> commits(Arrival arrival) {
    return arrival
        .data()
        .path("commits")
        .valueStream()
        .map(each -> each.path("id").asString())
        .toList();
  }
}
