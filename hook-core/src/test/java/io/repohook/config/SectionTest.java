package io.repohook.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SectionTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "500ms,PT0.5S",
    "5s,PT5S",
    "2m,PT2M",
    "1h,PT1H",
    "30d,PT720H",
    "0s,PT0S",
    "999999999d,PT23999999976H"
  })
  void durationsHaveAUnit(String written, Duration duration) {
    assertThat(section("key: " + written).duration("key")).contains(duration);
  }

  @ParameterizedTest
  @ValueSource(strings = {"5", "5S", "-5s", "1.5h", "5 s", "s", "1h30m", "1w", "9999999999s"})
  void otherDurationsAreErrors(String written) {
    Section section = section("key: " + written);

    assertThat(section.duration("key")).isEmpty();
    assertThat(section.sound()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"yes", "no", "on", "off", "True", "FALSE", "1", "\"\""})
  void onlyTrueAndFalseAreFlags(String written) {
    Section section = section("key: " + written);

    assertThat(section.flag("key")).isEmpty();
    assertThat(section.sound()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"1,1", "10,10", "-0,"})
  void numbersIncludeTheirLimits(String written, Integer number) {
    assertThat(section("key: " + written).number("key", 1, 10).orElse(null)).isEqualTo(number);
  }

  @Test
  void aSingleValueCountsAsAListOfOne() {
    assertThat(section("key: a").texts("key")).containsExactly("a");
    assertThat(section("key: [a, b]").texts("key")).containsExactly("a", "b");
    assertThat(section("other: a").texts("key")).isEmpty();
  }

  @Test
  void aWrongItemIsLeftOutAndTheOthersAreRead() {
    Section section = section("key:\n  - 5s\n  - 6\n  - 7s");

    assertThat(section.durations("key"))
        .containsExactly(Duration.ofSeconds(5), Duration.ofSeconds(7));
    assertThat(section.sound()).isFalse();
  }

  @Test
  void wordsStandForWhatTheyMean() {
    assertThat(section("key: one").oneOf("key", Map.of("one", 1, "two", 2))).contains(1);
  }

  @Test
  void valuesAreTextsListsAndMappingsAsWritten() {
    assertThat(section("key: {b: 1.10, a: {c: [off, {d: e}]}}").values("key"))
        .hasToString("{b=1.10, a={c=[off, {d=e}]}}");
    assertThat(section("other: 1").values("key")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{a: \"${env:HOME}\"}", "[a]", "a", "{a: }"})
  void otherValuesAreErrors(String written) {
    Section section = section("key: " + written);

    assertThat(section.values("key")).isEmpty();
    assertThat(section.sound()).isFalse();
  }

  @Test
  void anAbsentKeyIsNoMistake() {
    Section section = section("other: a");

    assertThat(section.scalar("key")).isEmpty();
    assertThat(section.section("key")).isEmpty();
    assertThat(section.sections("key")).isEmpty();
    assertThat(section.map("key")).isEmpty();
    assertThat(section.secrets("key")).isEmpty();
    assertThat(section.sound()).isTrue();
  }

  @Test
  void anErrorMakesAllAboveUnsoundAndNothingBeside() {
    Section top = section("a: {inner: {key: x}}\nb: {key: x}");
    Section a = top.section("a").orElseThrow();
    Section b = top.section("b").orElseThrow();

    a.section("inner").orElseThrow().problem("key", "wrong", "right");

    assertThat(a.sound()).isFalse();
    assertThat(top.sound()).isFalse();
    assertThat(b.sound()).isTrue();
  }

  @Test
  void anEmptyKeyStandsForTheSectionItself() {
    ConfigTree tree = tree("a:\n  inner: {key: x}");
    Section inner = tree.server().section("a").orElseThrow().section("inner").orElseThrow();

    inner.problem("", "no channel", "add 'webhook: URL'");

    assertThat(tree.problems().all().get(0))
        .hasToString("repohook.yaml:2: a.inner: no channel; add 'webhook: URL'");
  }

  @Test
  void aWarningLeavesASectionSound() {
    Section section = section("verify_ssl: false");

    section.warning("verify_ssl", "certificates are not verified", "install the receiver's CA");

    assertThat(section.sound()).isTrue();
  }

  @Test
  void theSameKeyOpensTheSameSection() {
    Section top = section("a: {key: x}");

    assertThat(top.section("a").orElseThrow()).isSameAs(top.section("a").orElseThrow());
  }

  @Test
  void keysWithDotsAreKeysLikeOthers() {
    Section top = section("a.b: {c: x}");

    assertThat(top.section("a.b").orElseThrow().text("c")).contains("x");
    assertThat(top.has("a")).isFalse();
  }

  @Test
  void listingTheKeysMakesNoneKnown() {
    ConfigTree tree = tree("one: 1");
    tree.server().keys();
    tree.server().finish();

    assertThat(tree.problems().errors()).extracting(Problem::wrong).containsExactly("unknown key");
  }

  @Test
  void aSecretShowsNothing() {
    Secret secret = section("key: hunter2").secret("key").orElseThrow();

    assertThat(secret).hasToString("****").isEqualTo(new Secret("hunter2"));
    assertThat(secret.reveal()).isEqualTo("hunter2");
    assertThat(new Secret("hunter2")).hasSameHashCodeAs(secret).isNotEqualTo(new Secret("other"));
  }

  private Section section(String yaml) {
    return tree(yaml).server();
  }

  private ConfigTree tree(String yaml) {
    return ConfigFiles.in(folder, "@ repohook.yaml\n" + yaml + "\n").load();
  }
}
