package io.repohook.acceptance;

import java.time.Duration;
import java.util.Random;
import java.util.function.Supplier;

/**
 * The answers of a receiver that is right every other time: else it fails, is too slow, or cuts the
 * connection. Thread-safe.
 */
final class FaultyAnswers implements Supplier<Answer> {
  private final Random random;
  private final Duration tooSlow;

  /**
   * @param seed begins the same row of answers again
   * @param tooSlow longer than whoever asks will wait
   */
  FaultyAnswers(long seed, Duration tooSlow) {
    this.random = new Random(seed);
    this.tooSlow = tooSlow;
  }

  @Override
  public Answer get() {
    return switch (random.nextInt(8)) {
      case 0, 1 -> Answer.status(500);
      case 2 -> Answer.OK.after(tooSlow);
      case 3 -> Answer.CUT;
      default -> Answer.OK;
    };
  }
}
