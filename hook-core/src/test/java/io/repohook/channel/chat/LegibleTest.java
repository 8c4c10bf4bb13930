package io.repohook.channel.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class LegibleTest {

  static Stream<Arguments> texts() {
    return Stream.of(
        Arguments.of("plain & <simple>", "plain & <simple>"),
        Arguments.of("  a \t b\r\n c  ", "a b c"),
        Arguments.of("a\u0000b\u001B[31mred\u0007", "a b [31mred"),
        Arguments.of("a\u2028b\u0085c\u00A0d", "a b c d"),
        Arguments.of("ev\u202Etxt.exe\u202C, \u2066x\u2069 \u200Fy\u061C", "evtxt.exe, x y"),
        Arguments.of("z\u200Bero\u2060 \uFEFFwidth \uDB40\uDC41", "zero width "),
        Arguments.of("half \uD83D and \uDE00 half", "half \uFFFD and \uFFFD half"),
        Arguments.of(
            "\uD83D\uDC69\u200D\uD83D\uDE80 می\u200Cخواهم",
            "\uD83D\uDC69\u200D\uD83D\uDE80 می\u200Cخواهم"),
        Arguments.of("", ""),
        Arguments.of("\u202E\u200B", ""));
  }

  @ParameterizedTest
  @MethodSource("texts")
  void whatCannotBeReadIsNotThere(String text, String readable) {
    assertThat(Legible.line(text, 100)).isEqualTo(readable.strip());
  }

  @Test
  void whatIsLongerIsCutWithinNoCharacter() {
    assertThat(Legible.line("abcdef", 6)).isEqualTo("abcdef");
    assertThat(Legible.line("abcdefg", 6)).isEqualTo("abcde…");
    assertThat(Legible.line("abcd\uD83D\uDE00fg", 6)).isEqualTo("abcd…");
    assertThat(Legible.line("x".repeat(5_000_000), 150)).hasSize(150);
  }

  @Test
  void theFirstLineIsTheFirstWithSomethingInIt() {
    assertThat(Legible.firstLine("\n \n\u200B\n Subject\n\nBody", 100)).isEqualTo("Subject");
    assertThat(Legible.firstLine("\n\n", 100)).isEmpty();
  }
}
