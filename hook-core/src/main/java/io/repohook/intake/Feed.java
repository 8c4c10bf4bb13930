package io.repohook.intake;

import io.repohook.event.Repository;
import io.repohook.outbox.SourceState;
import java.io.IOException;
import java.time.Instant;

/**
 * A source of one repository whose observations come in no spool file: it reads what others write,
 * such as a server's access log.
 *
 * <p>Like a {@link Source} it only answers, and its place in what it reads is a part of what it
 * remembers: what it told and how far it came are committed at once. So it knows nothing of the
 * store, and asking it twice with the same state tells the same events.
 */
public interface Feed {

  Repository repository();

  /**
   * Says what is new.
   *
   * @param state what it remembers, as of its last answer
   * @param wanted what some subscription wants; of other types it need not tell
   * @throws IOException when what it reads cannot be read now; it is tried again
   */
  News next(SourceState state, Wanted wanted, Instant now) throws IOException;

  /**
   * What is new.
   *
   * @param told events and state to be committed; nothing is when both are empty
   * @param more whether there is more at once
   */
  record News(Answer.Told told, boolean more) {}
}
