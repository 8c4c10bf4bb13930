package io.repohook.outbox;

import io.repohook.channel.Attempt;
import java.util.Optional;

/**
 * What became of a claimed delivery.
 *
 * @param consequence events of our own that follow from it, committed with it; they are not when
 *     the claim had been taken over, or when the subscription was switched off already
 */
public record Completion(Claim claim, Attempt attempt, Next next, Optional<Deposit> consequence) {

  public Completion(Claim claim, Attempt attempt, Next next) {
    this(claim, attempt, next, Optional.empty());
  }
}
