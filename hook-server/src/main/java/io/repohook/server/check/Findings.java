package io.repohook.server.check;

import io.repohook.config.Place;
import io.repohook.config.Problem;
import io.repohook.config.Severity;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What was found on the machine, each once, in the order of finding. Confined to one thread. */
final class Findings {
  private static final Place SERVER = new Place(Path.of("repohook.yaml"), 1);

  private final Set<Problem> found = new LinkedHashSet<>();

  /**
   * Something that may only not have been made yet, or that the administrator may want so.
   *
   * @param key the key of repohook.yaml that it is about; empty for none
   */
  void warn(String key, String wrong, String remedy) {
    warn(SERVER, key, wrong, remedy);
  }

  void warn(Place place, String key, String wrong, String remedy) {
    found.add(new Problem(Severity.WARNING, place, key, wrong, remedy));
  }

  /** Something with which the configuration cannot mean what it says. */
  void error(String key, String wrong, String remedy) {
    found.add(new Problem(Severity.ERROR, SERVER, key, wrong, remedy));
  }

  List<Problem> all() {
    return List.copyOf(found);
  }
}
