package io.repohook.acceptance;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What was pushed: each ref's ids, one after the other. Thread-safe. */
final class PushedRefs {
  private static final String ZERO = "0".repeat(40);

  private record Ref(String repository, String name) {}

  private final Map<Ref, List<String>> ids = new HashMap<>();
  private final Set<RefChange> recorded = new HashSet<>();

  /**
   * A ref was pushed.
   *
   * @param isRecorded whether the hook had its file in the spool; else it is found later, perhaps
   *     together with its neighbours
   */
  synchronized void add(String repository, String ref, String after, boolean isRecorded) {
    List<String> known =
        ids.computeIfAbsent(new Ref(repository, ref), any -> new ArrayList<>(List.of(ZERO)));
    if (isRecorded) {
      recorded.add(new RefChange(repository, ref, known.get(known.size() - 1), after));
    }
    known.add(after);
  }

  /** Each ref's way was told from its beginning to its end, and no step of it twice. */
  synchronized void areTold(List<Arrival> arrivals) {
    Set<RefChange> told = arrivals.stream().map(Arrival::change).collect(toSet());
    assertThat(told).containsAll(recorded);
    Map<Ref, List<RefChange>> byRef =
        told.stream().collect(groupingBy(each -> new Ref(each.repository(), each.ref())));
    assertThat(byRef.keySet()).isEqualTo(ids.keySet());
    byRef.forEach((ref, changes) -> isTold(ref, ids.getOrDefault(ref, List.of()), changes));
  }

  private static void isTold(Ref ref, List<String> way, List<RefChange> changes) {
    Map<String, String> steps = new HashMap<>();
    for (RefChange each : changes) {
      assertThat(steps.put(each.before(), each.after())).as("another step like %s", each).isNull();
    }
    String at = ZERO;
    int place = 0;
    while (steps.containsKey(at)) {
      at = steps.remove(at);
      assertThat(way.indexOf(at)).as("%s after %s", at, way.get(place)).isGreaterThan(place);
      place = way.indexOf(at);
    }
    assertThat(place)
        .as("how far the way of %s is told without a gap; then come %s", ref, places(way, steps))
        .isEqualTo(way.size() - 1);
    assertThat(steps).as("steps off the way %s", way).isEmpty();
  }

  private static List<String> places(List<String> way, Map<String, String> steps) {
    return steps.entrySet().stream()
        .map(each -> way.indexOf(each.getKey()) + " to " + way.indexOf(each.getValue()))
        .sorted()
        .toList();
  }
}
