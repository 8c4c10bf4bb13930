package io.repohook.route.filter;

import io.repohook.event.CommitAdded;
import io.repohook.event.Event;
import io.repohook.event.Push;
import java.util.List;
import java.util.Optional;

/** The branch of a push or a commit; a ref that is neither branch nor tag, by its full name. */
final class BranchTrait implements Trait {
  private static final String HEADS = "refs/heads/";

  @Override
  public String key() {
    return "branches";
  }

  @Override
  public Optional<List<List<String>>> of(Event event) {
    if (event.data() instanceof Push push) {
      return Optional.of(List.of(List.of(name(push.ref()))));
    }
    return event.data() instanceof CommitAdded added
        ? Optional.of(List.of(List.of(name(added.ref()))))
        : Optional.empty();
  }

  static String name(String ref) {
    return ref.startsWith(HEADS) ? ref.substring(HEADS.length()) : ref;
  }
}
