package io.repohook.route.filter;

import io.repohook.event.Commit;
import io.repohook.event.CommitAdded;
import io.repohook.event.Event;
import io.repohook.event.Push;
import java.util.List;
import java.util.Optional;

/** The commits that an event brings. */
final class Commits {
  private Commits() {}

  /** All of them; empty when the event is not about commits, or does not list them all. */
  static Optional<List<Commit>> of(Event event) {
    if (event.data() instanceof Push push) {
      return push.truncated() || push.unlisted() != null
          ? Optional.empty()
          : Optional.of(push.commits());
    }
    return event.data() instanceof CommitAdded added
        ? Optional.ofNullable(added.commit()).map(List::of)
        : Optional.empty();
  }

  /** The newest: the one that the ref is at; empty where that is not among those listed. */
  static Optional<Commit> newest(Event event) {
    if (event.data() instanceof Push push) {
      return push.commits().stream().filter(each -> each.id().equals(push.after())).findFirst();
    }
    return event.data() instanceof CommitAdded added
        ? Optional.ofNullable(added.commit())
        : Optional.empty();
  }
}
