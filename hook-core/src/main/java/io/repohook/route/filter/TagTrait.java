package io.repohook.route.filter;

import io.repohook.event.Event;
import io.repohook.event.Tag;
import java.util.List;
import java.util.Optional;

/** The name of a tag. */
final class TagTrait implements Trait {
  private static final String TAGS = "refs/tags/";

  @Override
  public String key() {
    return "tags";
  }

  @Override
  public Optional<List<List<String>>> of(Event event) {
    return event.data() instanceof Tag tag
        ? Optional.of(List.of(List.of(name(tag.ref()))))
        : Optional.empty();
  }

  private static String name(String ref) {
    return ref.startsWith(TAGS) ? ref.substring(TAGS.length()) : ref;
  }
}
