package io.repohook.artifact.deploy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import tools.jackson.databind.json.JsonMapper;

/**
 * The deploys of a repository that may not be finished, as the store keeps them between two looks.
 *
 * <p>Maven sends a component's files, then the list of its versions. That list, once it has
 * settled, makes the deploy complete. The path of the list does not say which version it was
 * written for: it is that of which its client sent a file last.
 */
final class OpenDeploys {
  private static final String PREFIX = "deploy ";
  private static final JsonMapper JSON = new JsonMapper();

  private final Patience patience;
  private final Map<String, OpenDeploy> open = new LinkedHashMap<>();
  private final Map<String, String> kept = new LinkedHashMap<>();

  /**
   * @param state the values that were kept, by key
   */
  OpenDeploys(Patience patience, Map<String, String> state) {
    this.patience = patience;
    state.forEach(
        (key, value) -> {
          open.put(key.substring(PREFIX.length()), JSON.readValue(value, OpenDeploy.class));
          kept.put(key, value);
        });
  }

  /** The beginning of the keys under which the store keeps them. */
  static String prefix() {
    return PREFIX;
  }

  Optional<OpenDeploy> find(String key) {
    return Optional.ofNullable(open.get(key));
  }

  /** Keeps a deploy to which something has come. */
  void put(OpenDeploy deploy) {
    long next = open.values().stream().mapToLong(OpenDeploy::turn).max().orElse(0) + 1;
    open.put(deploy.key(), deploy.inTurn(next));
  }

  /** The client's deploy of that component which it worked on last. */
  Optional<OpenDeploy> latest(String client, String group, String artifact) {
    return open.values().stream()
        .filter(each -> each.client().equals(client) && each.isOf(group, artifact))
        .max(Comparator.comparingLong(OpenDeploy::turn));
  }

  /** Takes out those that are finished, or given up, by that time; oldest first. */
  List<OpenDeploy> due(Instant now) {
    List<OpenDeploy> due = new ArrayList<>();
    for (OpenDeploy each : List.copyOf(open.values())) {
      if (!now.isBefore(dueAt(each))) {
        open.remove(each.key());
        due.add(each);
      }
    }
    due.sort(Comparator.comparingLong(OpenDeploy::turn));
    return due;
  }

  private Instant dueAt(OpenDeploy deploy) {
    if (deploy.listed()) {
      return deploy.last().plus(patience.settle());
    }
    // A build that deploys at its end sends the lists of all modules after all of their files.
    Instant busy = busy(deploy.client()).plus(patience.idle());
    Instant longest = deploy.last().plus(longest());
    return busy.isBefore(longest) ? busy : longest;
  }

  private Duration longest() {
    return patience.idle().compareTo(Patience.LONGEST) > 0 ? patience.idle() : Patience.LONGEST;
  }

  private Instant busy(String client) {
    return open.values().stream()
        .filter(each -> each.client().equals(client))
        .map(OpenDeploy::last)
        .max(Comparator.naturalOrder())
        .orElse(Instant.EPOCH);
  }

  /** What is to be kept now; an empty value for what is to be forgotten. */
  Map<String, Optional<String>> changes() {
    Map<String, Optional<String>> changes = new LinkedHashMap<>();
    Map<String, String> now = encoded(open.values());
    for (String key : new TreeSet<>(kept.keySet())) {
      if (!now.containsKey(key)) {
        changes.put(key, Optional.empty());
      }
    }
    now.forEach(
        (key, value) -> {
          if (!value.equals(kept.get(key))) {
            changes.put(key, Optional.of(value));
          }
        });
    return changes;
  }

  private static Map<String, String> encoded(Collection<OpenDeploy> deploys) {
    Map<String, String> encoded = new LinkedHashMap<>();
    deploys.forEach(each -> encoded.put(PREFIX + each.key(), JSON.writeValueAsString(each)));
    return encoded;
  }
}
