package io.repohook.route.filter;

import io.repohook.event.Deployment;
import io.repohook.event.Event;
import io.repohook.event.FileEvent;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What an artifact is called: {@code group:artifact:version}. */
final class CoordinatesTrait implements Trait {
  @Override
  public String key() {
    return "coordinates";
  }

  @Override
  public Optional<List<List<String>>> of(Event event) {
    if (event.data() instanceof Deployment deployment) {
      return Optional.of(List.of(List.of(deployment.coordinates().toString())));
    }
    return event.data() instanceof FileEvent file
        ? Optional.of(
            Stream.ofNullable(file.coordinates()).map(each -> List.of(each.toString())).toList())
        : Optional.empty();
  }
}
