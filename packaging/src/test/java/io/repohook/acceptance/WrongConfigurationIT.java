package io.repohook.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

class WrongConfigurationIT {
  /** File, line, perhaps the key, what is wrong, and what would be right. */
  private static final Pattern PROBLEM = Pattern.compile("[\\w./-]+\\.yaml:\\d+: .+; .+");

  @TempDir Path folder;

  static Stream<WrongConfiguration> rows() {
    return WrongConfiguration.all();
  }

  @ParameterizedTest
  @MethodSource("rows")
  void everyErrorIsToldWithFileLineKeyAndRemedy(WrongConfiguration wrong) {
    try (Installation repohook = Installation.in(folder).keepsToItself("hunter2")) {
      wrong.files().forEach(repohook::write);

      List<String> told = repohook.run("check").exits(2).out();

      assertThat(told.subList(0, told.size() - 1)).containsExactlyElementsOf(wrong.told());
      assertThat(wrong.told()).isNotEmpty().allMatch(line -> PROBLEM.matcher(line).matches());
      assertThat(told.get(told.size() - 1)).matches("1 error|\\d+ errors");
    }
  }

  @ParameterizedTest
  @MethodSource("severalErrors")
  void everyErrorIsToldToPrograms(WrongConfiguration wrong) {
    try (Installation repohook = Installation.in(folder).keepsToItself("hunter2")) {
      wrong.files().forEach(repohook::write);

      Stream<JsonNode> told = repohook.run("check", "--json").exits(2).rows();

      assertThat(told.map(WrongConfigurationIT::line)).containsExactlyElementsOf(wrong.told());
    }
  }

  static Stream<WrongConfiguration> severalErrors() {
    return WrongConfiguration.all().filter(each -> each.told().size() > 2);
  }

  private static String line(JsonNode problem) {
    String key = problem.path("key").asString();
    List<String> parts =
        Arrays.asList(
            problem.path("file").asString() + ":" + problem.path("line").asInt(),
            problem.path("severity").asString().equals("warning") ? "warning" : "",
            key,
            problem.path("wrong").asString() + "; " + problem.path("remedy").asString());
    return String.join(": ", parts.stream().filter(each -> !each.isEmpty()).toList());
  }
}
