package io.repohook.git.ledger;

import io.repohook.outbox.SourceState;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Some branches of a ledger, the one with the newest commit first. They are read while somebody
 * asks for more: whoever looks for what is newer than some commit need not read a hundred thousand
 * branches that are older.
 *
 * <p>Once through only; not thread-safe.
 */
public final class BranchEnds implements Iterator<BranchEnd> {
  /** As many as a small repository has; each time more are read, it is four times as many. */
  private static final int FIRST_PART = 64;

  private static final int LARGEST_PART = 4_096;

  private final Iterator<BranchEnd> given;
  private final Predicate<String> wanted;
  private final @Nullable SourceState state;
  private final Deque<BranchEnd> read = new ArrayDeque<>();
  private String after = "";
  private int part = FIRST_PART;
  private boolean hasMore;
  private @Nullable BranchEnd nextGiven;

  /**
   * Ends from two places.
   *
   * @param given in any order
   * @param state keeps the others; null when there are none
   * @param wanted by the full names of those that it keeps
   */
  BranchEnds(List<BranchEnd> given, @Nullable SourceState state, Predicate<String> wanted) {
    List<BranchEnd> sorted = new ArrayList<>(given);
    sorted.sort(Comparator.comparingLong(BranchEnd::newest).reversed());
    this.given = sorted.iterator();
    this.nextGiven = this.given.hasNext() ? this.given.next() : null;
    this.state = state;
    this.hasMore = state != null;
    this.wanted = wanted;
  }

  /** These alone. */
  public static BranchEnds of(List<BranchEnd> given) {
    return new BranchEnds(given, null, any -> true);
  }

  /** The next one, without taking it. */
  public Optional<BranchEnd> peek() {
    while (read.isEmpty() && hasMore) {
      readMore();
    }
    BranchEnd kept = read.peek();
    BranchEnd other = nextGiven;
    return other != null && (kept == null || other.newest() >= kept.newest())
        ? Optional.of(other)
        : Optional.ofNullable(kept);
  }

  @Override
  public boolean hasNext() {
    return peek().isPresent();
  }

  @Override
  public BranchEnd next() {
    BranchEnd next = peek().orElseThrow(NoSuchElementException::new);
    if (next.equals(nextGiven)) {
      nextGiven = given.hasNext() ? given.next() : null;
    } else {
      read.remove();
    }
    return next;
  }

  private void readMore() {
    if (state == null) {
      return;
    }
    Map<String, String> more = state.next(Place.END, after, part);
    hasMore = more.size() == part;
    part = Math.min(LARGEST_PART, 4 * part);
    more.forEach(
        (key, id) -> {
          after = key;
          Place.end(key, id).filter(each -> wanted.test(each.ref())).ifPresent(read::add);
        });
  }
}
