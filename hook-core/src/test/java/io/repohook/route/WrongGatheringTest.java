package io.repohook.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.repohook.config.ConfigLoader;
import io.repohook.config.ConfigTree;
import io.repohook.config.Problem;
import io.repohook.dispatch.ScriptedChannel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each wrong value of {@code digest} and {@code group}: what is wrong, and what would be right. */
class WrongGatheringTest {
  private static final String PLACE = "repositories/releases.yaml:2: ";

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "digest: 5       |digest: '5' is not a duration; write a number with a unit, ms, s, m, h or d, such as 30s",
        "digest: on      |digest: 'on' is not a duration; write a number with a unit, ms, s, m, h or d, such as 30s",
        "digest: 0s      |digest: out of range; write a duration from 1s to 31d, or off",
        "digest: 999ms   |digest: out of range; write a duration from 1s to 31d, or off",
        "digest: 32d     |digest: out of range; write a duration from 1s to 31d, or off",
        "digest: [1h]    |digest: a list where a single value is expected; write one value",
        "digest: {a: 1h} |digest: a mapping where a single value is expected; write one value",
        "digest:         |digest: has no value; give it one, or remove it",
        "group: bild     |group: unknown value 'bild'; did you mean 'build'?",
        "group: true     |group: unknown value 'true'; write one of: build",
        "group: module   |group: unknown value 'module'; write one of: build",
        "group: [build]  |group: a list where a single value is expected; write one value",
        "group: {a: b}   |group: a mapping where a single value is expected; write one value",
        "group:          |group: has no value; give it one, or remove it",
        "digests: 1h     |digests: unknown key; did you mean 'digest'?",
        "groups: build   |groups: unknown key; did you mean 'group'?",
      })
  void everyWrongValueIsTold(String line, String told) throws IOException {
    assertThat(problems(line)).containsExactly(PLACE + "subscriptions.ci." + told);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "group: build, events: [git.push]     | add artifact.deployed to 'events'",
        "group: build, events: [artifact.up*] | events",
      })
  void whatGroupsNothingIsToldWithItsRemedy(String line, String remedy) throws IOException {
    assertThat(problems(line)).isNotEmpty().allMatch(each -> each.contains(remedy));
  }

  private List<String> problems(String line) throws IOException {
    Files.createDirectories(folder.resolve("repositories"));
    Files.writeString(folder.resolve("repohook.yaml"), "");
    Files.writeString(
        folder.resolve("repositories/releases.yaml"),
        "subscriptions:\n  ci: {script: a, %s}\n".formatted(line.strip()));
    ConfigTree tree = ConfigLoader.load(folder, Map.of());
    Routes.read(
        tree,
        List.of(new ScriptedChannel.Script().named("script")),
        RepositoryNames.read(tree, List.of()));
    return tree.problems().all().stream().map(Problem::toString).toList();
  }
}
