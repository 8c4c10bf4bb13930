package io.repohook.git.ledger;

import io.repohook.outbox.SourceState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
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
 * the events that explain them. What it does not need, it does not read: a repository may have a
 * hundred thousand refs, and most pushes are of one.
 */
public final class Ledger {
  private static final String BRANCHES = "refs/heads/";

  /** Every ref begins so; what else is remembered of a repository does not. */
  private static final String REFS = "refs/";

  /** Tells an empty ledger from none: when it began. */
  private static final String KNOWN = "@ledger";

  /** Tells that each branch is also kept in the order of commits; see {@link BranchEnds}. */
  private static final String ORDERED = "@ends";

  private final SourceState state;

  /** Where refs have gone since {@link #state}; empty for one that is no more. */
  private final Map<String, Optional<Place>> moved;

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
      Map<String, Optional<Place>> moved,
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
  public static Ledger beginning(
      Map<String, String> refs, Dates dates, SourceState state, Instant now) {
    Map<String, Optional<Place>> moved = new LinkedHashMap<>();
    refs.forEach((ref, id) -> moved.put(ref, Optional.of(place(ref, id, dates))));
    Map<String, Optional<String>> notes = new HashMap<>();
    state.all().keySet().forEach(key -> notes.put(key, Optional.empty()));
    notes.put(KNOWN, Optional.of(String.valueOf(now.toEpochMilli())));
    notes.put(ORDERED, Optional.of("1"));
    return new Ledger(state, moved, notes, Origin.NEW);
  }

  private static Place place(String ref, String id, Dates dates) {
    return new Place(id, ref.startsWith(BRANCHES) ? dates.of(id) : OptionalInt.empty());
  }

  /**
   * The ledger of a repository that has none and cannot be read: it knows nothing, and nothing of
   * it is kept.
   */
  public static Ledger unknown(SourceState state) {
    return new Ledger(state, Map.of(), Map.of(), Origin.UNKNOWN);
  }

  /** This ledger with its branches in the order of commits, where an older version kept it. */
  public Ledger ordered(Dates dates) {
    if (origin != Origin.KEPT || note(ORDERED).isPresent()) {
      return this;
    }
    Map<String, Optional<Place>> all = new LinkedHashMap<>();
    state
        .startingWith(BRANCHES)
        .forEach((ref, text) -> all.put(ref, Optional.of(place(ref, Place.of(text).id(), dates))));
    all.putAll(moved);
    return new Ledger(state, all, notes, origin).with(Map.of(ORDERED, Optional.of("1")));
  }

  /** Whether nothing is known, and nothing will be kept. */
  public boolean isUnknown() {
    return origin == Origin.UNKNOWN;
  }

  /** The object that a ref is at; empty when there is no such ref. */
  public Optional<String> at(String ref) {
    Optional<Place> known = moved.get(ref);
    return (known != null ? known : kept(ref)).map(Place::id);
  }

  private Optional<Place> kept(String ref) {
    return origin == Origin.KEPT ? state.get(ref).map(Place::of) : Optional.empty();
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
    Map<String, String> refs = new HashMap<>();
    if (origin == Origin.KEPT) {
      state.startingWith(REFS).forEach((ref, text) -> refs.put(ref, Place.of(text).id()));
    }
    moved.forEach(
        (ref, place) ->
            place.ifPresentOrElse(set -> refs.put(ref, set.id()), () -> refs.remove(ref)));
    return refs;
  }

  /** The objects of so many refs as they were kept, those after that one; sorted by ref. */
  public Map<String, String> refsAfter(String ref, int most) {
    Map<String, String> refs = new LinkedHashMap<>();
    keptAfter(REFS, ref, most).forEach((each, text) -> refs.put(each, Place.of(text).id()));
    return refs;
  }

  /** The branches before this step: where it knows better than the ledger, as it found them. */
  public BranchEnds endsBefore(List<RefUpdate> step) {
    return endsBefore(step, any -> true);
  }

  /** The same, of the branches that are admitted by their full names. */
  public BranchEnds endsBefore(List<RefUpdate> step, Predicate<String> admits) {
    List<BranchEnd> found = new ArrayList<>();
    for (RefUpdate each : step) {
      if (each.isBranch() && !each.isCreation() && admits.test(each.ref())) {
        found.add(new BranchEnd(each.ref(), each.before(), OptionalInt.empty()));
      }
    }
    return ends(found, step, admits);
  }

  /** The branches after this step. */
  public BranchEnds endsAfter(List<RefUpdate> step) {
    List<BranchEnd> left = new ArrayList<>();
    for (RefUpdate each : step) {
      if (each.isBranch() && !each.isDeletion()) {
        left.add(new BranchEnd(each.ref(), each.after(), OptionalInt.empty()));
      }
    }
    return ends(left, step, any -> true);
  }

  private BranchEnds ends(List<BranchEnd> ofStep, List<RefUpdate> step, Predicate<String> admits) {
    Set<String> stepped = step.stream().map(RefUpdate::ref).collect(Collectors.toSet());
    Predicate<String> others = ref -> !stepped.contains(ref) && admits.test(ref);
    List<BranchEnd> given = new ArrayList<>(ofStep);
    moved.forEach(
        (ref, place) -> {
          if (place.isPresent() && ref.startsWith(BRANCHES) && others.test(ref)) {
            given.add(new BranchEnd(ref, place.get().id(), place.get().date()));
          }
        });
    return new BranchEnds(
        given,
        origin == Origin.KEPT ? state : null,
        ref -> !moved.containsKey(ref) && others.test(ref));
  }

  /** The ledger once this step is told. */
  public Ledger after(Collection<RefUpdate> step, Dates dates) {
    Map<String, Optional<Place>> after = new LinkedHashMap<>(moved);
    for (RefUpdate each : step) {
      after.put(
          each.ref(),
          each.isDeletion()
              ? Optional.empty()
              : Optional.of(place(each.ref(), each.after(), dates)));
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

  /** So much of what was kept under keys that begin so, after that one. */
  Map<String, String> keptAfter(String prefix, String key, int most) {
    return origin == Origin.KEPT ? state.next(prefix, key, most) : Map.of();
  }

  /** What is to be committed; an empty value forgets a key. */
  public Map<String, Optional<String>> changes() {
    if (isUnknown()) {
      return Map.of();
    }
    Map<String, Optional<String>> changes = new LinkedHashMap<>(notes);
    moved.forEach(
        (ref, place) -> {
          if (ref.startsWith(BRANCHES)) {
            kept(ref).ifPresent(was -> changes.put(was.key(ref), Optional.empty()));
            place.ifPresent(now -> changes.put(now.key(ref), Optional.of(now.id())));
          }
          changes.put(ref, place.map(Place::text));
        });
    return changes;
  }
}
