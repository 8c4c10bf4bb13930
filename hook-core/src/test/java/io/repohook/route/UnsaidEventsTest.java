package io.repohook.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.repohook.channel.http.HttpClients;
import io.repohook.channel.webhook.WebhookType;
import io.repohook.config.ConfigLoader;
import io.repohook.config.ConfigTree;
import io.repohook.config.Network;
import io.repohook.config.Problem;
import io.repohook.event.Event;
import io.repohook.event.EventType;
import io.repohook.event.Job;
import io.repohook.event.Repository;
import io.repohook.format.Formats;
import io.repohook.format.GitEvents;
import io.repohook.format.arraylake.ArraylakeType;
import io.repohook.format.github.GithubType;
import io.repohook.format.repohook.RepohookType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of an event that a subscription asks for and its format has no words for. */
class UnsaidEventsTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "format: github, events: [git.push]|",
        "format: github, events: ['*']|",
        "format: github|",
        "format: repohook, events: [git.push, git.commit]|",
        "format: github, events: [git.push, git.commit]"
            + "|warning: subscriptions.ci.events: the format 'github' has no words for 'git.commit'",
        "format: github, events: [git.commit]"
            + "|subscriptions.ci.events: the format 'github' has no words for any of them;"
            + " write events: [git.push, git.tag], or another format",
        "format: arraylake"
            + "|subscriptions.ci.events: the format 'arraylake' has no words for any of them;"
            + " write events: [git.commit], or another format",
      })
  void theConfigurationSaysSo(String settings, String told) throws IOException {
    try (HttpClients clients = new HttpClients(8, InstantSource.system())) {
      Read read = read(settings, clients);

      List<String> problems = read.tree().problems().all().stream().map(Problem::toString).toList();
      if (told == null) {
        assertThat(problems).isEmpty();
      } else {
        assertThat(problems).singleElement().asString().contains(told);
      }
    }
  }

  @Test
  void itIsNotSentAndTheDecisionSaysWhy() throws IOException {
    try (HttpClients clients = new HttpClients(8, InstantSource.system())) {
      Routes routes = read("format: github, events: ['*']", clients).routes();
      Event failed =
          GitEvents.event(
              Repository.git("ocean"),
              new Job(
                  EventType.JOB_FAILED, "x", "1", null, null, 1, null, null, null, false, "{}"));

      Decision decision = routes.decide(failed).get(0);

      assertThat(decision.wanted()).isFalse();
      assertThat(decision.rule()).isEqualTo("format");
    }
  }

  private record Read(ConfigTree tree, Routes routes) {}

  private Read read(String settings, HttpClients clients) throws IOException {
    Files.createDirectories(folder.resolve("repositories"));
    Files.writeString(folder.resolve("repohook.yaml"), "");
    Files.writeString(
        folder.resolve("repositories/ocean.yaml"),
        "subscriptions:\n  ci: {webhook: 'https://ci.example.com/', " + settings + "}\n");
    ConfigTree tree = ConfigLoader.load(folder, Map.of());
    WebhookType webhook =
        new WebhookType(
            clients.under(new Network(Set.of(), List.of(), List.of())),
            new Formats(List.of(new RepohookType(), new GithubType(), new ArraylakeType())),
            Duration.ofSeconds(5),
            "1",
            InstantSource.system());
    return new Read(
        tree, Routes.read(tree, List.of(webhook), RepositoryNames.read(tree, List.of())));
  }
}
