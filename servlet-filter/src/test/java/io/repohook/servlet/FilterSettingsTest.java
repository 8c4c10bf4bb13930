package io.repohook.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FilterSettingsTest {

  @Test
  void theLongestPathIsTheRepositorys() throws Exception {
    FilterSettings settings =
        FilterSettings.read(
            Map.of("spool", "/spool", "repositories", "all=/, one=/one\n  two=/one/two/"));

    assertThat(settings.place("/one/two/x").orElseThrow().repository()).isEqualTo("two");
    assertThat(settings.place("/one/x").orElseThrow().prefix()).isEqualTo("/one/");
    assertThat(settings.place("/onerous").orElseThrow().repository()).isEqualTo("all");
    assertThat(settings.basicUsers()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "spool        |               | 'spool' is missing",
        "spool        | var/spool     | no absolute path",
        "repositories |               | 'repositories' is missing",
        "repositories | releases      | NAME=PATH",
        "repositories | =/releases/   | NAME=PATH",
        "repositories | releases=rel/ | NAME=PATH",
        "repositories | a=/r/ b=/r    | /r/ twice",
        "user         | Basic         | container or basic",
        "repository   | x             | no init-param 'repository'"
      })
  void whatIsWrongIsSaid(String key, String value, String said) {
    Map<String, String> parameters =
        new HashMap<>(Map.of("spool", "/spool", "repositories", "releases=/releases/"));
    if (value == null) {
      parameters.remove(key);
    } else {
      parameters.put(key, value);
    }

    assertThatThrownBy(() -> FilterSettings.read(parameters))
        .isInstanceOf(WrongSettingsException.class)
        .hasMessageContaining(said);
  }

  @Test
  void withAWrongConfigurationNothingIsLookedAtAndNothingThrown() {
    try (Observer observer = Observer.open(Map.of("spool", "here"))) {
      Exchange.Asked asked = new Exchange.Asked(1, false, null, null, null, null, null);
      assertThat(observer.begin("PUT", "/releases/x", () -> asked)).isNull();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "Basic Y2k6c2VjcmV0, ci",
    "basic Y2k6c2U6Y3JldA==, ci",
    "Basic OnNlY3JldA==, ",
    "Basic Y2k=, ",
    "Basic %%, ",
    "Bearer Y2k6c2VjcmV0, ",
  })
  void theNameOfBasicAuthenticationIsReadWithoutThePassword(String header, String name) {
    assertThat(BasicUser.of(header)).isEqualTo(name);
  }
}
