package io.repohook.git;

import io.repohook.git.ledger.Ledger;
import io.repohook.git.ledger.RefUpdate;
import io.repohook.intake.Answer;
import io.repohook.intake.Situation;
import io.repohook.spool.SpoolFile;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How long a report waits for the one that should have come before it. Two hooks that run at once
 * may write their files in either order; so a gap is one only after the grace time, and when no
 * file that waits can fill it.
 */
final class Patience {
  private final Situation situation;
  private final Instant end;

  Patience(SpoolFile file, Situation situation, Duration grace) {
    this.situation = situation;
    // A time far ahead of now is its owner's invention: such a file gets no patience.
    Instant written = file.writtenAt();
    this.end = written.isAfter(situation.now().plus(grace)) ? situation.now() : written.plus(grace);
  }

  /** The answer while there is hope; empty when what is missing will not come. */
  Optional<Answer> hold(String because) {
    if (situation.now().isBefore(end)) {
      return Optional.of(new Answer.HoldUntil(end, because));
    }
    return situation.drained()
        ? Optional.empty()
        : Optional.of(new Answer.HoldUntil(situation.now(), because));
  }

  /** As {@link #hold(String)}, for the report of a ref that is known to be elsewhere. */
  Optional<Answer> hold(RefUpdate line, Ledger ledger) {
    return hold(
        "%s was at %s before this, and the last report had it %s; waiting for the one in between"
            .formatted(
                line.ref(),
                line.isCreation() ? "nothing" : line.before(),
                ledger.at(line.ref()).map(id -> "at " + id).orElse("removed")));
  }
}
