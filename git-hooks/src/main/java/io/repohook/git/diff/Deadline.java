package io.repohook.git.diff;

import java.time.Duration;
import org.eclipse.jgit.lib.EmptyProgressMonitor;

/** Ends what takes too long: JGit asks it while it looks for renames, we between two files. */
final class Deadline extends EmptyProgressMonitor {
  private final long end;

  Deadline(Duration limit) {
    this.end = System.nanoTime() + limit.toNanos();
  }

  @Override
  public boolean isCancelled() {
    return System.nanoTime() - end >= 0;
  }

  /** Goes on only before it. */
  void check() throws TooLongException {
    if (isCancelled()) {
      throw new TooLongException();
    }
  }

  /** It took too long. */
  static final class TooLongException extends Exception {
    private static final long serialVersionUID = 1;
  }
}
