package io.repohook.intake;

import io.repohook.event.EventType;
import io.repohook.outbox.SubscriptionKey;
import io.repohook.route.Subscription;
import io.repohook.route.filter.Filter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Which single commits some subscriptions of a repository want: all that ask for the same branches
 * share one.
 *
 * @param branches the patterns, as written; empty for all branches
 * @param admits whether a branch, by its full name, is one of them
 * @param maxCommits how many commits of one push are told one by one
 */
public record CommitInterest(
    List<String> branches,
    Predicate<String> admits,
    int maxCommits,
    Set<SubscriptionKey> subscriptions) {

  public CommitInterest {
    branches = List.copyOf(branches);
    subscriptions = Set.copyOf(subscriptions);
  }

  private record Shared(List<String> branches, int maxCommits) {}

  /** What these subscriptions want, in their order. */
  static List<CommitInterest> of(List<Subscription> subscriptions) {
    Map<Shared, List<Subscription>> shared = new LinkedHashMap<>();
    for (Subscription each : subscriptions) {
      if (each.enabled() && each.events().contains(EventType.GIT_COMMIT)) {
        List<String> branches =
            branches(each).stream().flatMap(filter -> filter.written().stream()).toList();
        shared
            .computeIfAbsent(new Shared(branches, each.maxCommits()), key -> new ArrayList<>())
            .add(each);
      }
    }
    List<CommitInterest> interests = new ArrayList<>();
    shared.forEach(
        (key, sharing) -> {
          Set<SubscriptionKey> keys = new HashSet<>();
          sharing.forEach(each -> keys.add(each.key()));
          List<Filter> filters = branches(sharing.get(0));
          interests.add(
              new CommitInterest(
                  key.branches(),
                  ref -> filters.stream().allMatch(each -> each.admitsRef(ref)),
                  key.maxCommits(),
                  keys));
        });
    return interests;
  }

  private static List<Filter> branches(Subscription subscription) {
    return subscription.filters().stream().filter(Filter::isOfBranches).toList();
  }
}
