package io.repohook.git.diff;

import io.repohook.event.Change;
import io.repohook.event.Commit;
import io.repohook.event.CommitAdded;
import io.repohook.event.EventData;
import io.repohook.event.Push;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Two commits to compare.
 *
 * @param from null for nothing: the first commit adds all that it has
 */
record Range(@Nullable String from, String to) {

  /** A new branch whose beginning the event does not list. */
  static final class UnknownBeginningException extends Exception {
    private static final long serialVersionUID = 1;
  }

  /** What an event compares; empty where it brings nothing. */
  static Optional<Range> of(EventData data) throws UnknownBeginningException {
    if (data instanceof CommitAdded added) {
      Commit commit = added.commit();
      return Optional.ofNullable(commit).map(each -> new Range(firstParent(each), each.id()));
    }
    if (!(data instanceof Push push)
        || push.change() == Change.DELETED
        || push.unlisted() != null) {
      return Optional.empty();
    }
    if (push.change() != Change.CREATED) {
      return Optional.of(new Range(push.before(), push.after()));
    }
    return push.addedCommits() == 0 ? Optional.empty() : Optional.of(created(push));
  }

  /** Along the first parents, to the first commit that the branch did not bring. */
  private static Range created(Push push) throws UnknownBeginningException {
    Map<String, Commit> added = new HashMap<>();
    push.commits().forEach(each -> added.put(each.id(), each));
    String at = push.after();
    if (!added.containsKey(at)) {
      throw new UnknownBeginningException();
    }
    while (at != null && added.containsKey(at)) {
      at = firstParent(added.get(at));
    }
    if (at != null && push.truncated()) {
      throw new UnknownBeginningException();
    }
    return new Range(at, push.after());
  }

  private static @Nullable String firstParent(@Nullable Commit commit) {
    return commit == null || commit.parents().isEmpty() ? null : commit.parents().get(0);
  }
}
