package io.repohook.channel;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How an attempt ended, as the channel judges it: it knows its protocol. */
public sealed interface Outcome {

  Reason reason();

  /** The other end has it. */
  record Delivered() implements Outcome {
    @Override
    public Reason reason() {
      return Reason.DELIVERED;
    }
  }

  /**
   * It may work later.
   *
   * @param notBefore how long the other end asked us to wait; null when it asked for nothing
   */
  record Retry(Reason reason, @Nullable Duration notBefore) implements Outcome {}

  /** The same bytes will never be accepted. */
  record Failed(Reason reason) implements Outcome {}
}
