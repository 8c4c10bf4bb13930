package io.repohook.outbox;

import io.repohook.channel.Attempt;
import java.util.Optional;

/**
 * What became of a claimed delivery.
 *
 * @param consequence events of our own that follow from it, committed with it
 */
public record Completion(Claim claim, Attempt attempt, Next next, Optional<Deposit> consequence) {

  public Completion(Claim claim, Attempt attempt, Next next) {
    this(claim, attempt, next, Optional.empty());
  }
}
