package io.repohook.git.ledger;

import io.repohook.outbox.SourceState;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Every ref of a repository as of the last push that was taken in.
 *
 * <p>Refs are read when a push is taken in, which may be long after it was made, and the repository
 * has gone on since. So whether a commit is new is never asked of the repository's refs but of this
 * ledger, which moves from one push to the next in their order.
 *
 * <p>A value: recording a push gives the changes to be committed together with its events.
 */
public final class Ledger {
  private static final String BRANCHES = "refs/heads/";

  /** Tells an empty ledger from none; no ref is called so. */
  private static final String KNOWN = "@ledger";

  private final Map<String, String> refs;
  private final Map<String, Optional<String>> firstEntries;

  private Ledger(Map<String, String> refs, Map<String, Optional<String>> firstEntries) {
    this.refs = Map.copyOf(refs);
    this.firstEntries = firstEntries;
  }

  /** The repository's ledger, or empty at its first sight. */
  public static Optional<Ledger> of(SourceState state) {
    if (state.get(KNOWN).isEmpty()) {
      return Optional.empty();
    }
    Map<String, String> refs = new HashMap<>(state.all());
    refs.remove(KNOWN);
    return Optional.of(new Ledger(refs, Map.of()));
  }

  /** A ledger that begins with these refs and object ids. */
  public static Ledger baseline(Map<String, String> refs) {
    Map<String, Optional<String>> entries = new HashMap<>();
    refs.forEach((ref, id) -> entries.put(ref, Optional.of(id)));
    entries.put(KNOWN, Optional.of("1"));
    return new Ledger(refs, entries);
  }

  /** The ids that branches had before this push: where it knows better than the ledger, its own. */
  public Set<String> branchTipsBefore(List<RefUpdate> push) {
    Map<String, String> before = new HashMap<>(refs);
    for (RefUpdate each : push) {
      if (each.isCreation()) {
        before.remove(each.ref());
      } else {
        before.put(each.ref(), each.before());
      }
    }
    return branches(before);
  }

  /** The ids that branches have after this push. */
  public Set<String> branchTipsAfter(List<RefUpdate> push) {
    Map<String, String> after = new HashMap<>(refs);
    for (RefUpdate each : push) {
      if (each.isDeletion()) {
        after.remove(each.ref());
      } else {
        after.put(each.ref(), each.after());
      }
    }
    return branches(after);
  }

  private static Set<String> branches(Map<String, String> refs) {
    return refs.entrySet().stream()
        .filter(each -> each.getKey().startsWith(BRANCHES))
        .map(Map.Entry::getValue)
        .collect(Collectors.toSet());
  }

  /** What is to be committed once this push is told; an empty value forgets a ref. */
  public Map<String, Optional<String>> changes(List<RefUpdate> push) {
    Map<String, Optional<String>> changes = new LinkedHashMap<>(firstEntries);
    for (RefUpdate each : push) {
      changes.put(each.ref(), each.isDeletion() ? Optional.empty() : Optional.of(each.after()));
    }
    return changes;
  }
}
