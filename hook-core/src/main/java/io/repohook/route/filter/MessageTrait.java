package io.repohook.route.filter;

import io.repohook.event.Commit;
import io.repohook.event.Event;
import io.repohook.event.Tag;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What the commits' messages say, or the tag's. */
final class MessageTrait implements Trait {
  @Override
  public String key() {
    return "message";
  }

  @Override
  public boolean isText() {
    return true;
  }

  @Override
  public Optional<List<List<String>>> of(Event event) {
    if (event.data() instanceof Tag tag) {
      return tag.unlisted() != null || tag.messageTruncated()
          ? Optional.empty()
          : Optional.of(Stream.ofNullable(tag.message()).map(List::of).toList());
    }
    return Commits.of(event)
        .filter(commits -> commits.stream().noneMatch(Commit::messageTruncated))
        .map(commits -> commits.stream().map(Commit::message).map(List::of).toList());
  }
}
