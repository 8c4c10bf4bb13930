package io.repohook.route.filter;

import io.repohook.event.Actor;
import io.repohook.event.EndpointTrouble;
import io.repohook.event.Event;
import io.repohook.event.Ping;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Who pushed, uploaded or ran it: by account and, where the server told it, by address. */
final class PusherTrait implements Trait {
  @Override
  public String key() {
    return "pushers";
  }

  @Override
  public Optional<List<List<String>>> of(Event event) {
    if (event.data() instanceof Ping || event.data() instanceof EndpointTrouble) {
      return Optional.empty(); // Nobody does these.
    }
    Actor actor = event.actor();
    List<String> names =
        Stream.of(actor.name(), actor.email())
            .filter(Objects::nonNull)
            .map(Objects::requireNonNull)
            .toList();
    return Optional.of(names.isEmpty() ? List.of() : List.of(names));
  }
}
