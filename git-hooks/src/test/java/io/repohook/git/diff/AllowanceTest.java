package io.repohook.git.diff;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class AllowanceTest {
  private Instant now = Instant.parse("2026-11-22T10:00:00Z");
  private final Allowance allowance = new Allowance(Duration.ofSeconds(30), () -> now);

  @Test
  void whatIsSpentComesBackByATenthOfTheTimeThatPasses() {
    allowance.spend(Duration.ofSeconds(31));
    assertThat(allowance.isSpent()).isTrue();

    now = now.plusSeconds(9);
    assertThat(allowance.isSpent()).isTrue();
    now = now.plusSeconds(9);
    assertThat(allowance.isSpent()).isFalse();
  }

  @Test
  void noMoreComesBackThanThereWas() {
    now = now.plusSeconds(100_000);
    assertThat(allowance.isSpent()).isFalse();
    allowance.spend(Duration.ofSeconds(30));
    assertThat(allowance.isSpent()).isTrue();
  }

  @Test
  void clockThatIsSetBackTakesNothing() {
    now = now.minusSeconds(100_000);
    assertThat(allowance.isSpent()).isFalse();
  }
}
