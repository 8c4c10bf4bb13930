package io.repohook.server;

import static java.util.stream.Collectors.toUnmodifiableSet;

import io.repohook.artifact.ArtifactSettings;
import io.repohook.event.EventType;
import io.repohook.route.Subscription;
import io.repohook.spool.WantedEvents;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the file in the spool that tells servlet filters which events are wanted. For one thread.
 */
final class WantedFile {
  private static final Logger log = LoggerFactory.getLogger(WantedFile.class);

  private final Path spool;
  private final Supplier<Configuration> configuration;
  private @Nullable Configuration seen;
  private @Nullable Map<String, Set<EventType>> told;

  WantedFile(Path spool, Supplier<Configuration> configuration) {
    this.spool = spool;
    this.configuration = configuration;
  }

  /** Writes it if what is wanted has changed. */
  @SuppressWarnings("ReferenceEquality") // A reading of the configuration is one object.
  void keep() {
    Configuration current = configuration.get();
    if (current == seen) {
      return; // As nearly always: this is asked at each look into the spool.
    }
    seen = current;
    Map<String, Set<EventType>> wanted = wanted(current);
    if (wanted.equals(told)) {
      return;
    }
    told = wanted;
    try {
      new WantedEvents(wanted).keep(spool);
    } catch (IOException e) {
      log.warn("cannot tell the servlet filters what is wanted: they go by what was before", e);
    }
  }

  private static Map<String, Set<EventType>> wanted(Configuration configuration) {
    Map<String, Set<EventType>> wanted = new TreeMap<>();
    configuration
        .artifacts()
        .forEach(
            (name, each) -> {
              if (!(each.heard() instanceof ArtifactSettings.AccessLog)) {
                wanted.put(name, wanted(configuration, name));
              }
            });
    return wanted;
  }

  private static Set<EventType> wanted(Configuration configuration, String repository) {
    return configuration.routes().subscriptions(repository).stream()
        .filter(Subscription::enabled)
        .flatMap(each -> each.events().stream())
        .collect(toUnmodifiableSet());
  }
}
