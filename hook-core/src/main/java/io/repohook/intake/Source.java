package io.repohook.intake;

import io.repohook.spool.MalformedSpoolFileException;
import io.repohook.spool.SpoolFile;
import java.io.IOException;
import java.util.Set;

/**
 * A kind of source: knows what its spool files mean.
 *
 * <p>It only answers; intake routes what it answers and commits everything at once. So a source
 * knows nothing of the store, and asking it twice does no harm.
 */
public interface Source {

  /** The values of a spool file's record {@code source} that this one understands. */
  Set<String> kinds();

  /**
   * Says what a spool file means.
   *
   * @throws MalformedSpoolFileException when the file cannot be one of this source's; it goes to
   *     quarantine with the exception's message beside it
   * @throws IOException when the machine failed, not the file; it is tried again
   */
  Answer take(SpoolFile file, Situation situation) throws MalformedSpoolFileException, IOException;
}
