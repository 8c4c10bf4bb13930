package io.repohook.route.filter;

import io.repohook.event.Event;
import io.repohook.event.Signature;
import io.repohook.event.Tag;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Who wrote the commits, or the tag: each by address and by name. */
final class AuthorTrait implements Trait {
  @Override
  public String key() {
    return "authors";
  }

  @Override
  public Optional<List<List<String>>> of(Event event) {
    if (event.data() instanceof Tag tag) {
      return tag.unlisted() != null
          ? Optional.empty()
          : Optional.of(Stream.ofNullable(tag.tagger()).map(AuthorTrait::names).toList());
    }
    return Commits.of(event)
        .map(commits -> commits.stream().map(each -> names(each.author())).toList());
  }

  private static List<String> names(Signature author) {
    return List.of(author.email(), author.name());
  }
}
