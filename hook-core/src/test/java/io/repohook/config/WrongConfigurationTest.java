package io.repohook.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WrongConfigurationTest {
  @TempDir Path folder;

  static Stream<ConfigCase> cases() {
    return Stream.of("wrong-server.txt", "wrong-yaml.txt", "wrong-repositories.txt")
        .flatMap(table -> ConfigCase.read(WrongConfigurationTest.class, table));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void everyProblemIsToldWithItsPlaceAndRemedy(ConfigCase wrong) {
    ConfigTree tree = ConfigFiles.in(folder, wrong.files()).load(Map.of("HOME", "/root"));

    ServerSettings.read(tree.server(), folder);
    tree.repositories().forEach(name -> readAll(tree.repository(name)));

    assertThat(tree.problems().all().stream().map(Problem::toString))
        .containsExactlyElementsOf(wrong.problems());
  }

  /** Asks as a reader of subscriptions does, one key of each type. */
  private static void readAll(Section repository) {
    repository.text("git");
    for (Section subscription : repository.sections("subscriptions").values()) {
      subscription.secret("webhook");
      subscription.texts("events");
      subscription.secrets("secret");
      subscription.flag("enabled");
      subscription.duration("digest");
      subscription.number("max_commits", 1, 2048);
      subscription.map("headers");
      subscription.oneOf("format", Map.of("github", 1, "gitlab", 2, "repohook", 3));
      subscription.finish();
    }
    repository.finish();
  }
}
