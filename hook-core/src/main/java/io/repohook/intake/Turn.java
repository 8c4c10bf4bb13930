package io.repohook.intake;

import io.repohook.spool.SpoolEntry;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The files of one repository, taken in one after the other until nothing is left, or nothing can
 * be taken in as things are.
 *
 * <p>A file that its source postpones lets the ones after it pass, and is asked again once one of
 * them was taken in: it may be what it waited for. When all have been postponed, each is asked once
 * more, knowing that the others will not help.
 */
final class Turn {
  private final Taking taking;
  private final BooleanSupplier goOn;
  private final Runnable told;

  /** Takes in one file. */
  @FunctionalInterface
  interface Taking {
    /**
     * Takes it in, or says what it waits for.
     *
     * @param waiting all files that wait, this one included
     * @param drained whether all others have been postponed
     */
    Intake.Taken take(SpoolEntry entry, List<SpoolEntry> waiting, boolean drained)
        throws IOException;
  }

  /**
   * What is left waits for something.
   *
   * @param again when to look again, unless another file comes before
   */
  record Wait(Instant again, String because) {}

  /**
   * A turn that goes on while it may.
   *
   * @param told called after each file that told an event
   */
  Turn(Taking taking, BooleanSupplier goOn, Runnable told) {
    this.taking = taking;
    this.goOn = goOn;
    this.told = told;
  }

  /** Takes in what it can; empty when nothing is left or it was stopped. */
  Optional<Wait> run(List<SpoolEntry> files) throws IOException {
    List<SpoolEntry> left = new ArrayList<>(files);
    boolean drained = false;
    while (!left.isEmpty()) {
      Wait first = null;
      int waiting = left.size();
      for (int i = 0; i < left.size(); ) {
        if (!goOn.getAsBoolean()) {
          return Optional.empty();
        }
        boolean alone = drained && left.size() == waiting;
        Intake.Taken result = taking.take(left.get(i), left, alone);
        if (result instanceof Intake.Taken.Held held) {
          return Optional.of(new Wait(held.again(), held.because()));
        } else if (result instanceof Intake.Taken.Postponed postponed) {
          first = earlier(first, new Wait(postponed.again(), postponed.because()));
          i++;
        } else if (result instanceof Intake.Taken.Misplaced misplaced) {
          first = earlier(first, new Wait(misplaced.again(), misplaced.because()));
          i++;
        } else if (result instanceof Intake.Taken.Done done) {
          left.remove(i);
          if (done.events() > 0) {
            told.run();
          }
        }
      }
      boolean moved = left.size() < waiting;
      if (!moved && drained) {
        return Optional.ofNullable(first);
      }
      drained = !moved;
    }
    return Optional.empty();
  }

  private static Wait earlier(@Nullable Wait one, Wait other) {
    return one == null || other.again().isBefore(one.again()) ? other : one;
  }
}
