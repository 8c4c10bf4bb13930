package io.repohook.artifact.deploy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
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
  private long turns;

  /** Nothing is due before: thousands of deploys may be open, and each request asks. */
  private Instant notBefore = Instant.MIN;

  /**
   * @param state the values that were kept, by key
   */
  OpenDeploys(Patience patience, Map<String, String> state) {
    this.patience = patience;
    state.forEach(
        (key, value) -> {
          OpenDeploy deploy = JSON.readValue(value, OpenDeploy.class);
          open.put(key.substring(PREFIX.length()), deploy);
          kept.put(key, value);
          turns = Math.max(turns, deploy.turn());
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
    open.put(deploy.key(), deploy.inTurn(++turns));
    Instant earliest = dueAt(deploy, deploy.last());
    notBefore = earliest.isBefore(notBefore) ? earliest : notBefore;
  }

  /** The client's deploy of that component which it worked on last. */
  Optional<OpenDeploy> latest(String client, String group, String artifact) {
    return open.values().stream()
        .filter(each -> each.client().equals(client) && each.isOf(group, artifact))
        .max(Comparator.comparingLong(OpenDeploy::turn));
  }

  /** Whether the client has one. */
  boolean has(String client) {
    return open.values().stream().anyMatch(each -> each.client().equals(client));
  }

  /** Takes out those that are finished, or given up, by that time; oldest first. */
  List<OpenDeploy> due(Instant now) {
    if (now.isBefore(notBefore)) {
      return List.of();
    }
    Map<String, Instant> busy = busy();
    List<OpenDeploy> due = new ArrayList<>();
    Instant next = Instant.MAX;
    for (OpenDeploy each : List.copyOf(open.values())) {
      Instant at = dueAt(each, busy.getOrDefault(each.client(), each.last()));
      if (!now.isBefore(at)) {
        open.remove(each.key());
        due.add(each);
      } else if (at.isBefore(next)) {
        next = at;
      }
    }
    // What was taken out may have been all that its client was busy with.
    notBefore = due.isEmpty() ? next : Instant.MIN;
    due.sort(Comparator.comparingLong(OpenDeploy::turn));
    return due;
  }

  /**
   * @param lastOfClient when something of any deploy of its client came last
   */
  private Instant dueAt(OpenDeploy deploy, Instant lastOfClient) {
    if (deploy.listed()) {
      return deploy.last().plus(patience.settle());
    }
    // A build that deploys at its end sends the lists of all modules after all of their files.
    Instant busy = lastOfClient.plus(patience.idle());
    Instant longest = deploy.last().plus(longest());
    return busy.isBefore(longest) ? busy : longest;
  }

  private Duration longest() {
    return patience.idle().compareTo(Patience.LONGEST) > 0 ? patience.idle() : Patience.LONGEST;
  }

  /** By client, when something of any of its deploys came last. */
  private Map<String, Instant> busy() {
    Map<String, Instant> busy = new HashMap<>();
    open.values()
        .forEach(each -> busy.merge(each.client(), each.last(), (a, b) -> a.isAfter(b) ? a : b));
    return busy;
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
