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
    if (!(event.data() instanceof FileEvent file) || isAnyFolder(file)) {
      return Optional.empty();
    }
    return Optional.of(
        Stream.ofNullable(file.coordinates()).map(each -> List.of(each.toString())).toList());
  }

  /** A folder above the versions: what went with it is not known. */
  private static boolean isAnyFolder(FileEvent file) {
    return file.coordinates() == null && file.file().path().endsWith("/");
  }
}
