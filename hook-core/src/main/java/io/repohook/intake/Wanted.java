package io.repohook.intake;

import io.repohook.event.EventType;
import io.repohook.route.Subscription;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What the subscriptions of a repository want to hear of.
 *
 * @param types the types of events that some subscription wants
 * @param onlyCounted those of them of which nobody wants more than the numbers: there may be
 *     millions, at little cost
 */
public record Wanted(Set<EventType> types, Set<EventType> onlyCounted) {

  public Wanted {
    types = Set.copyOf(types);
    onlyCounted = Set.copyOf(onlyCounted);
  }

  /** What these want, as they are now. */
  static Wanted by(List<Subscription> subscriptions) {
    Set<EventType> types = EnumSet.noneOf(EventType.class);
    Set<EventType> singly = EnumSet.noneOf(EventType.class);
    for (Subscription each : subscriptions) {
      if (each.enabled()) {
        types.addAll(each.events());
        each.events().stream().filter(type -> !each.counts(type)).forEach(singly::add);
      }
    }
    Set<EventType> onlyCounted = EnumSet.noneOf(EventType.class);
    onlyCounted.addAll(types);
    onlyCounted.removeAll(singly);
    return new Wanted(types, onlyCounted);
  }
}
