package io.repohook.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigTreeTest {
  private static final String LAYERS =
      """
      @ repositories/_all.yaml
      subscriptions:
        audit:
          webhook: https://audit.example.com/
          events: [git.push, git.tag]
          headers: {X-From: all, X-Kept: all}
      @ repositories/earthmover/_all.yaml
      subscriptions:
        space:
          webhook: https://space.example.com/
        audit:
          events: [git.push]
      @ repositories/earthmover/ocean.yaml
      git: /srv/git/ocean.git
      subscriptions:
        ci:
          webhook: https://ci.example.com/
        audit:

          headers: {X-From: ocean}
          enabled: false
      """;

  @TempDir Path folder;

  @Test
  void aRepositoryIsNamedByItsPathAndSharedFilesAreNone() {
    ConfigTree tree = ConfigFiles.in(folder, LAYERS).write("@ repositories/a.yaml\n").load();

    assertThat(tree.repositories()).containsExactly("a", "earthmover/ocean");
  }

  @Test
  void nearerKeysWinAndMappingsMergeAllTheWayDown() {
    Section audit = audit("earthmover/ocean");

    assertThat(audit.text("webhook")).contains("https://audit.example.com/");
    assertThat(audit.flag("enabled")).contains(false);
    assertThat(audit.map("headers").values())
        .extracting(Scalar::value)
        .containsExactly("ocean", "all");
  }

  @Test
  void listsAreReplacedWhole() {
    assertThat(audit("earthmover/ocean").texts("events")).containsExactly("git.push");
    assertThat(audit("other").texts("events")).containsExactly("git.push", "git.tag");
  }

  @Test
  void everyRepositoryInheritsAlsoWithoutAFileOfItsOwn() {
    ConfigTree tree = ConfigFiles.in(folder, LAYERS).load();

    assertThat(tree.repository("earthmover/lake/deep").sections("subscriptions").keySet())
        .containsExactly("audit", "space");
    assertThat(tree.repository("elsewhere").sections("subscriptions").keySet())
        .containsExactly("audit");
  }

  @Test
  void inheritedSubscriptionsComeFirstInTheOrderOfTheirFiles() {
    ConfigTree tree = ConfigFiles.in(folder, LAYERS).load();

    assertThat(tree.repository("earthmover/ocean").sections("subscriptions").keySet())
        .containsExactly("audit", "space", "ci");
  }

  @Test
  void eachPlacePointsIntoTheFileThatTheValueCameFrom() {
    Section audit = audit("earthmover/ocean");

    assertThat(audit.place()).hasToString("repositories/earthmover/ocean.yaml:5");
    assertThat(audit.place("webhook")).hasToString("repositories/_all.yaml:3");
    assertThat(audit.place("events")).hasToString("repositories/earthmover/_all.yaml:5");
    assertThat(audit.place("enabled")).hasToString("repositories/earthmover/ocean.yaml:8");
    assertThat(audit.scalars("events").get(0).place())
        .hasToString("repositories/earthmover/_all.yaml:5");
    assertThat(audit.place("absent")).isEqualTo(audit.place());
  }

  @Test
  void aRepositoryWithoutAFileIsPlacedWhereItsFileWouldBe() {
    Section repository = ConfigFiles.in(folder, LAYERS).load().repository("new/one");

    assertThat(repository.place()).hasToString("repositories/new/one.yaml");
  }

  @Test
  void aKeyWithNothingBehindItTakesNothingAway() {
    ConfigFiles files = ConfigFiles.in(folder, LAYERS);
    files.write(
        "@ repositories/a.yaml\nsubscriptions:\n@ repositories/b.yaml\nsubscriptions: {audit: }\n");
    ConfigTree tree = files.load();

    assertThat(tree.repository("a").sections("subscriptions")).containsKey("audit");
    assertThat(audit(tree.repository("b")).texts("events")).containsExactly("git.push", "git.tag");
    assertThat(tree.problems().all()).isEmpty();
  }

  @Test
  void aSharedFileIsNoRepositoryEvenWhenAskedFor() {
    ConfigTree tree = ConfigFiles.in(folder, LAYERS).load();

    assertThat(tree.repository("earthmover/_all").sections("subscriptions").keySet())
        .containsExactly("audit", "space");
  }

  @Test
  void whatIsBelowABrokenSharedFileIsNotSound() {
    ConfigFiles files = ConfigFiles.in(folder, LAYERS);
    files.write("@ repositories/earthmover/_all.yaml\nsubscriptions: [\n");
    ConfigTree tree = files.load();

    assertThat(tree.repository("earthmover/ocean").sound()).isFalse();
    assertThat(tree.repository("elsewhere").sound()).isTrue();
  }

  private Section audit(String repository) {
    return audit(ConfigFiles.in(folder, LAYERS).load().repository(repository));
  }

  private static Section audit(Section repository) {
    return Objects.requireNonNull(repository.sections("subscriptions").get("audit"));
  }
}
