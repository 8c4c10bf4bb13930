package io.repohook.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.repohook.config.ConfigLoader;
import io.repohook.config.ConfigTree;
import io.repohook.config.Problem;
import io.repohook.dispatch.ScriptedChannel;
import io.repohook.event.Actor;
import io.repohook.event.Change;
import io.repohook.event.EndpointTrouble;
import io.repohook.event.Event;
import io.repohook.event.EventData;
import io.repohook.event.EventType;
import io.repohook.event.Ping;
import io.repohook.event.Push;
import io.repohook.event.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoutesTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "script: a | refs/heads/main | true | events | 2",
        "script: a\\n    events: git.push | refs/heads/main | true | events | 4",
        "script: a\\n    events: git.tag | refs/heads/main | false | events | 4",
        "script: a\\n    events: git.* | refs/heads/main | true | events | 4",
        "script: a\\n    events: '*' | refs/heads/main | true | events | 4",
        "script: a\\n    events: git.commit | refs/heads/main | false | events | 4",
        "script: a\\n    enabled: false | refs/heads/main | false | enabled | 4",
        "script: a\\n    branches: main | refs/heads/main | true | events | 2",
        "script: a\\n    branches: main | refs/heads/other | false | branches | 4",
        "script: a\\n    branches: refs/notes/* | refs/notes/x | true | events | 2",
        "script: a\\n    tags: v* | refs/heads/main | true | events | 2",
        "script: a\\n    paths: src/** | refs/heads/main | false | paths | 4",
      })
  void decisionNamesTheLineThatDecided(
      String settings, String ref, boolean wanted, String rule, int line) throws IOException {
    Decision decision = decide("  ci:\n    " + settings.replace("\\n", "\n"), push(ref)).get(0);

    assertThat(decision.wanted()).isEqualTo(wanted);
    assertThat(decision.rule()).isEqualTo(rule);
    assertThat(decision.place().line()).isEqualTo(line);
  }

  @ParameterizedTest
  @CsvSource({
    "earth/ocean, false, enabled, repositories/earth/ocean.yaml, 2",
    "earth/river, false, enabled, repositories/earth/_all.yaml, 2",
    "earth/lake, true, events, repositories/_all.yaml, 2",
    "mars, true, events, repositories/_all.yaml, 2",
  })
  void nearerFileSwitchesAnInheritedSubscriptionOffAndOn(
      String repository, boolean wanted, String rule, String file, int line) throws IOException {
    write("_all", "  noise: {script: a, events: git.push}");
    write("earth/_all", "  noise: {enabled: false}");
    write("earth/ocean", "  noise: {enabled: false}\n  own: {script: b}");
    write("earth/lake", "  noise: {enabled: true}");
    Read read = readAll();

    List<Decision> decisions = decide(read, repository, push("refs/heads/main"));

    assertThat(decisions).hasSize(repository.equals("earth/ocean") ? 2 : 1);
    assertThat(decisions.get(0).subscription().key().alias()).isEqualTo("noise");
    assertThat(decisions.get(0).wanted()).isEqualTo(wanted);
    assertThat(decisions.get(0).rule()).isEqualTo(rule);
    assertThat(decisions.get(0).place().toString()).isEqualTo(file + ":" + line);
  }

  @Test
  void pingIsForTheSubscriptionItNames() throws IOException {
    assertThat(wanted(new Ping("ci", Map.of()))).containsExactly("ci");
  }

  @Test
  void troubleIsToldToAllButTheOneThatHasIt() throws IOException {
    EventType type = EventType.SUBSCRIPTION_DISABLED;
    assertThat(wanted(new EndpointTrouble(type, "ci", Instant.EPOCH, "gone")))
        .containsExactly("team");
  }

  private List<String> wanted(EventData data) throws IOException {
    String both = "  ci: {script: a, events: '*'}\n  team: {script: b, events: '*'}";
    return decide(both, data).stream()
        .filter(Decision::wanted)
        .map(each -> each.subscription().key().alias())
        .toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ci: {script: a, events: []} | events | lists nothing",
        "ci: {script: a, events: [git.psh]} | events | did you mean 'git.push'",
        "ci: {script: a, events: [nothing.*]} | events | there is no event",
        "ci: {script: a, events: [ping]} | events | there is no event 'ping'",
        "ci: {script: a, branches: []} | branches | lists nothing",
        "ci: {script: a, branchs: [x]} | branchs | did you mean 'branches'",
        "ci: {script: a, enabled: on} | enabled | unknown value",
        "ci: {script: a, ordered: 1} | ordered | unknown value",
        "ci: {events: git.push} | ci | names no channel",
        "ci: {script: a, branches: {a: b}} | branches | a mapping where a list",
      })
  void wrongSubscriptionIsToldWithItsRemedy(String subscription, String key, String told)
      throws IOException {
    List<Problem> errors = read("  " + subscription).tree().problems().errors();

    assertThat(errors).isNotEmpty();
    assertThat(errors.get(0).toString())
        .startsWith("repositories/ocean.yaml:2: subscriptions.ci")
        .contains(key)
        .contains(told);
  }

  private record Read(ConfigTree tree, Routes routes) {}

  private void write(String name, String subscriptions) throws IOException {
    Path file = folder.resolve("repositories/" + name + ".yaml");
    Files.createDirectories(file.getParent());
    Files.writeString(file, "subscriptions:\n" + subscriptions + "\n");
  }

  private Read read(String subscriptions) throws IOException {
    write("ocean", subscriptions);
    return readAll();
  }

  private Read readAll() throws IOException {
    Files.writeString(folder.resolve("repohook.yaml"), "");
    ConfigTree tree = ConfigLoader.load(folder, Map.of());
    RepositoryNames names = RepositoryNames.read(tree, List.of());
    return new Read(tree, Routes.read(tree, List.of(new ScriptedChannel.Script()), names));
  }

  private List<Decision> decide(String subscriptions, EventData data) throws IOException {
    return decide(read(subscriptions), "ocean", data);
  }

  private static List<Decision> decide(Read read, String repository, EventData data) {
    assertThat(read.tree().problems().errors()).isEmpty();
    return read.routes()
        .decide(new Event("evt_1", Instant.EPOCH, Repository.git(repository), Actor.UNKNOWN, data));
  }

  private static Push push(String ref) {
    return new Push(
        ref, Change.UPDATED, "a", "b", List.of(), 0, 0, 0, false, null, List.of(), null, false);
  }
}
