package io.repohook.git.ledger;

import io.repohook.outbox.SourceState;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Every ref of a repository as of the last step that was taken in.
 *
 * <p>Refs are read when a push is taken in, which may be long after it was made, and the repository
 * has gone on since. So whether a commit is new is never asked of the repository's refs but of this
 * ledger, which moves from one step to the next in their order.
 *
 * <p>A value: moving it gives another ledger, which knows the changes to be committed together with
 * the events that explain them. What it does not need, it does not read.
 */
public final class Ledger {
  private static final String BRANCHES = "refs/heads/";

  /** Every ref begins so; what else is remembered of a repository does not. */
  private static final String REFS = "refs/";

  /** Tells an empty ledger from none: when it began. */
  private static final String KNOWN = "@ledger";

  private final SourceState state;

  /** Where refs have gone since {@link #state}; empty for one that is no more. */
  private final Map<String, Optional<String>> moved;

  /** What else is to be remembered. */
  private final Map<String, Optional<String>> notes;

  private final Origin origin;

  private enum Origin {
    /** What was kept, and what moved since. */
    KEPT,
    /** Begins anew, whatever was kept. */
    NEW,
    UNKNOWN
  }

  private Ledger(
      SourceState state,
      Map<String, Optional<String>> moved,
      Map<String, Optional<String>> notes,
      Origin origin) {
    this.state = state;
    this.moved = moved;
    this.notes = notes;
    this.origin = origin;
  }

  /** The repository's ledger, or empty at its first sight. */
  public static Optional<Ledger> of(SourceState state) {
    return state.get(KNOWN).isEmpty()
        ? Optional.empty()
        : Optional.of(new Ledger(state, Map.of(), Map.of(), Origin.KEPT));
  }

  /** A ledger that begins with these refs and object ids, whatever was remembered before. */
  public static Ledger beginning(Map<String, String> refs, SourceState state, Instant now) {
    Map<String, Optional<String>> moved = new LinkedHashMap<>();
    refs.forEach((ref, id) -> moved.put(ref, Optional.of(id)));
    Map<String, Optional<String>> notes = new HashMap<>();
    state.all().keySet().stream()
        .filter(key -> !refs.containsKey(key))
        .forEach(key -> notes.put(key, Optional.empty()));
    notes.put(KNOWN, Optional.of(String.valueOf(now.toEpochMilli())));
    return new Ledger(state, moved, notes, Origin.NEW);
  }

  /**
   * The ledger of a repository that has none and cannot be read: it knows nothing, and nothing of
   * it is kept.
   */
  public static Ledger unknown(SourceState state) {
    return new Ledger(state, Map.of(), Map.of(), Origin.UNKNOWN);
  }

  /** Whether nothing is known, and nothing will be kept. */
  public boolean isUnknown() {
    return origin == Origin.UNKNOWN;
  }

  /** The object that a ref is at; empty when there is no such ref. */
  public Optional<String> at(String ref) {
    Optional<String> known = moved.get(ref);
    if (known != null) {
      return known;
    }
    return origin == Origin.KEPT ? state.get(ref) : Optional.empty();
  }

  /** Whether a ref is where this line found it. */
  public boolean isAtBefore(RefUpdate line) {
    return at(line.ref()).equals(line.isCreation() ? Optional.empty() : Optional.of(line.before()));
  }

  /** Whether a ref is where this line left it. */
  public boolean isAtAfter(RefUpdate line) {
    return at(line.ref()).equals(line.isDeletion() ? Optional.empty() : Optional.of(line.after()));
  }

  /** All refs and the objects that they are at. */
  public Map<String, String> refs() {
    return startingWith(REFS);
  }

  private Map<String, String> startingWith(String prefix) {
    Map<String, String> refs =
        origin == Origin.KEPT ? new HashMap<>(state.startingWith(prefix)) : new HashMap<>();
    moved.forEach(
        (ref, id) -> {
          if (ref.startsWith(prefix)) {
            id.ifPresentOrElse(set -> refs.put(ref, set), () -> refs.remove(ref));
          }
        });
    return refs;
  }

  /** The ids that branches had before this step: where it knows better than the ledger, its own. */
  public Set<String> branchTipsBefore(List<RefUpdate> step) {
    return branchTipsBefore(step, any -> true);
  }

  /** The same, of the branches that are admitted by their full names. */
  public Set<String> branchTipsBefore(List<RefUpdate> step, Predicate<String> admits) {
    Map<String, String> before = startingWith(BRANCHES);
    for (RefUpdate each : step) {
      if (each.isCreation()) {
        before.remove(each.ref());
      } else {
        before.put(each.ref(), each.before());
      }
    }
    before.keySet().removeIf(ref -> !admits.test(ref));
    return branches(before);
  }

  /** The ids that branches have after this step. */
  public Set<String> branchTipsAfter(List<RefUpdate> step) {
    return branches(after(step).startingWith(BRANCHES));
  }

  private static Set<String> branches(Map<String, String> refs) {
    return refs.entrySet().stream()
        .filter(each -> each.getKey().startsWith(BRANCHES))
        .map(Map.Entry::getValue)
        .collect(Collectors.toSet());
  }

  /** The ledger once this step is told. */
  public Ledger after(Collection<RefUpdate> step) {
    Map<String, Optional<String>> after = new LinkedHashMap<>(moved);
    for (RefUpdate each : step) {
      after.put(each.ref(), each.isDeletion() ? Optional.empty() : Optional.of(each.after()));
    }
    return new Ledger(state, after, notes, origin);
  }

  /** The ledger with something else to be remembered, under keys that no ref is called. */
  Ledger with(Map<String, Optional<String>> values) {
    Map<String, Optional<String>> more = new HashMap<>(notes);
    more.putAll(values);
    return new Ledger(state, moved, more, origin);
  }

  /** What is remembered under that key beside the refs. */
  Optional<String> note(String key) {
    Optional<String> known = notes.get(key);
    if (known != null) {
      return known;
    }
    return origin == Origin.KEPT ? state.get(key) : Optional.empty();
  }

  /** What is to be committed; an empty value forgets a key. */
  public Map<String, Optional<String>> changes() {
    if (isUnknown()) {
      return Map.of();
    }
    Map<String, Optional<String>> changes = new LinkedHashMap<>(notes);
    changes.putAll(moved);
    return changes;
  }
}
