package io.repohook.git.push;

import io.repohook.event.Change;
import io.repohook.event.EventData;
import io.repohook.event.Push;
import io.repohook.event.Tag;
import io.repohook.git.ledger.RefUpdate;
import java.util.ArrayList;
import java.util.List;

/**
 * A push to a repository that cannot be read: its refs are known all the same, its commits are not.
 */
public final class UnreadablePush {
  private final Circumstances circumstances;
  private final String because;

  public UnreadablePush(Circumstances circumstances, String because) {
    this.circumstances = circumstances;
    this.because = because;
  }

  /** What each line did, in the order of the lines. */
  public List<EventData> read(List<RefUpdate> push) {
    List<EventData> told = new ArrayList<>();
    for (RefUpdate line : push) {
      told.add(
          line.isTag() ? tag(line, circumstances, because) : branch(line, circumstances, because));
    }
    return told;
  }

  static Push branch(RefUpdate line, Circumstances circumstances, String because) {
    return new Push(
        line.ref(),
        line.isCreation() ? Change.CREATED : line.isDeletion() ? Change.DELETED : Change.UPDATED,
        line.before(),
        line.after(),
        List.of(),
        0,
        0,
        0,
        // Nothing is known to be missing from the list when there was nothing to list.
        !line.isDeletion(),
        because,
        circumstances.options(),
        circumstances.certificate(),
        circumstances.reconciled());
  }

  static Tag tag(RefUpdate line, Circumstances circumstances, String because) {
    return new Tag(
        line.ref(),
        TagReader.change(line),
        line.before(),
        line.after(),
        null,
        null,
        null,
        null,
        because,
        circumstances.options(),
        circumstances.certificate(),
        circumstances.reconciled());
  }
}
