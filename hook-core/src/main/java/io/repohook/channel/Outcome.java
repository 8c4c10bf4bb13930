package io.repohook.channel;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How an attempt ended, as the channel judges it: it knows its protocol. */
public sealed interface Outcome {

  Reason reason();

  /**
   * The outcome's name in listings and metrics: {@code delivered}, {@code retry}, {@code failed}.
   */
  String wireName();

  /** The other end has it. */
  record Delivered() implements Outcome {
    @Override
    public Reason reason() {
      return Reason.DELIVERED;
    }

    @Override
    public String wireName() {
      return "delivered";
    }
  }

  /**
   * It may work later.
   *
   * @param notBefore how long the other end asked us to wait; null when it asked for nothing
   */
  record Retry(Reason reason, @Nullable Duration notBefore) implements Outcome {
    @Override
    public String wireName() {
      return "retry";
    }
  }

  /** The same bytes will never be accepted. */
  record Failed(Reason reason) implements Outcome {
    @Override
    public String wireName() {
      return "failed";
    }
  }
}
