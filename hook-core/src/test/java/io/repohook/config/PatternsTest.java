package io.repohook.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
  })
  void lastPatternThatMatchesDecides(String patterns, String name, boolean admitted) {
    assertThat(Patterns.of(List.of(patterns.split(" "))).admit(name)).isEqualTo(admitted);
  }
}
