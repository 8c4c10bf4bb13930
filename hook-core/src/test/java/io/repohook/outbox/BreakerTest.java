package io.repohook.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BreakerTest {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

  @ParameterizedTest
  @CsvSource({"10, 5", "11, 10", "12, 20", "13, 40", "14, 60", "15, 60", "2147483647, 60"})
  void waitDoublesUpToAMinute(int inARow, long seconds) {
    assertThat(Breaker.openUntil(inARow, NOON)).contains(NOON.plusSeconds(seconds));
  }

  @Test
  void fewerThanTenInARowOpenNothing() {
    assertThat(Breaker.openUntil(9, NOON)).isEmpty();
  }
}
