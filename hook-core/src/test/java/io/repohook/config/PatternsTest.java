package io.repohook.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PatternsTest {

  /** Patterns are apart by blanks. */
  @ParameterizedTest
  @CsvSource({
    "main, main, true",
    "main, Main, false",
    "main, main2, false",
    "main, feature/main, false",
    "release/*, release/1, true",
    "release/*, release/1/2, false",
    "release/**, release/1/2, true",
    "release/**, release, false",
    "*, main, true",
    "*, a/b, false",
    "**, a/b, true",
    "v?, v1, true",
    "v?, v/, false",
    "v?, v, false",
    "v1.0, v1x0, false",
    "a+b, a+b, true",
    "a+b, aab, false",
    "[ab], a, false",
    "src/**, src/a/B.java, true",
    "src/**, lib/src/a, false",
    "**/*.md, README.md, true",
    "**/*.md, docs/a/b.md, true",
    "**/*.md, docs/a.mdx, false",
    "*.md, docs/a.md, false",
    "a/**/b, a/b, true",
    "a/**/b, a/x/y/b, true",
    "a/**/b, ab, false",
    "!main, main, false",
    "!main, other, true",
    "src/** !**/*.md, src/a.md, false",
    "src/** !**/*.md, src/a.c, true",
    "src/** !**/*.md src/keep.md, src/keep.md, true",
    "!src/** src/keep.md, src/keep.md, true",
    "!src/** src/keep.md, lib/a, false",
    "!a !b, c, true",
    "!a !b, b, false",
    "\\!a, !a, true",
    "\\*, *, true",
    "\\*, a, false",
    "a\\, a\\, true",
    "**/b, b, true",
    "**/b, /b, true",
    "**/b, ab, false",
    "a**b, a/x/b, true",
    "**/**/b, x/y/b, true",
    "?, 🚀, true",
    "🚀*, 🚀/x, false",
    "🚀*, 🚀x, true",
    "'', '', true",
    "*, '', true",
  })
  void lastPatternThatMatchesDecides(String patterns, String name, boolean admitted) {
    assertThat(Patterns.of(List.of(patterns.split(" "))).admit(name)).isEqualTo(admitted);
  }

  @ParameterizedTest
  @CsvSource({
    "fix, 'a fix for 7', true",
    "fix, 'a Fix for 7', false",
    "fix*7, 'a fix for 7', true",
    "fix*7, 'fix\\n7', false",
    "fix**7, 'fix\\n7', true",
    "fix?7, 'fix/7', true",
    "**/7, 'fix/7', true",
    "**/7, '7', false",
    "'', 'anything', true",
  })
  void patternIsFoundAnywhereInAText(String pattern, String text, boolean admitted) {
    Scalar line = new Scalar(pattern, pattern, new Place(Path.of(""), 0));

    assertThat(Patterns.ofTexts(List.of(line)).admit(text.replace("\\n", "\n")))
        .isEqualTo(admitted);
  }

  /** A tree may have a name of any length: with a million characters, n³ steps are a lifetime. */
  @ParameterizedTest
  @ValueSource(strings = {"**/*a*a*a*.md", "*a*a*a*b", "**a**a**a**b", "**/**/**/b"})
  void nameThatIsLongAndMeantToBeSlowIsSoonDecided(String pattern) {
    String name = "a/a".repeat(100_000);

    assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () -> assertThat(Patterns.of(List.of(pattern)).admit(name)).isFalse());
    Scalar line = new Scalar(pattern, pattern, new Place(Path.of(""), 0));
    assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () -> assertThat(Patterns.ofTexts(List.of(line)).admit(name)).isFalse());
  }
}
