package io.repohook.channel;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ExcerptTest {
  @Test
  void itIsOneLineOfWhatCanBePrinted() {
    assertThat(Excerpt.of("\r\n <h1>no</h1>\n\n\t\u001b[31mred\u202E\u0000 \uD800end \n"))
        .isEqualTo("<h1>no</h1> [31mred end");
  }

  @Test
  void itIsAtMostOneKibibyte() {
    String excerpt = Excerpt.of("ü€😀".repeat(1000));

    assertThat(excerpt.getBytes(UTF_8)).hasSizeBetween(1000, 1024);
    assertThat(excerpt).startsWith("ü€😀ü").endsWith("…");
    assertThat(Excerpt.of("x".repeat(1000))).hasSize(1000);
  }
}
