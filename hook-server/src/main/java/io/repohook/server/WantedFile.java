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
  private boolean troubled;

  WantedFile(Path spool, Supplier<Configuration> configuration) {
    this.spool = spool;
    this.configuration = configuration;
  }

  /**
   * Writes it if what is wanted has changed. What cannot be written is tried again when this is
   * called again: a filter that goes by an old file may leave out what is wanted now.
   */
  @SuppressWarnings("ReferenceEquality") // A reading of the configuration is one object.
  void keep() {
    Configuration current = configuration.get();
    if (current == seen) {
      return; // As nearly always: this is asked at each look into the spool.
    }
    Map<String, Set<EventType>> wanted = wanted(current);
    if (wanted.equals(told) || isWritten(wanted)) {
      told = wanted;
      seen = current;
    }
  }

  private boolean isWritten(Map<String, Set<EventType>> wanted) {
    try {
      new WantedEvents(wanted).keep(spool);
      troubled = false;
      return true;
    } catch (IOException e) {
      if (!troubled) {
        troubled = true;
        log.warn(
            "cannot tell the servlet filters what is wanted: they go by what was before, until it"
                + " can be written",
            e);
      }
      return false;
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
