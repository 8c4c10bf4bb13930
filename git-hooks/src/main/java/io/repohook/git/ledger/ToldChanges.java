package io.repohook.git.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The changes of one ref that were told without their push: found by comparison, or reported as a
 * ref changed and not by who pushed. A push that reports one of them afterwards is no news.
 *
 * <p>A value, kept beside the ledger as lines {@code <before> <after> <event id> <milliseconds>}.
 */
public final class ToldChanges {
  private static final String KEY = "@told ";

  /**
   * So many of a ref, the latest: a hook that reports later than four changes has long been off.
   */
  private static final int KEPT = 4;

  /** A push that was spooled is taken in within days, even over a long weekend. */
  private static final Duration KEPT_FOR = Duration.ofDays(7);

  /** So many notes of other refs, which may be old, with each change: few, and more than come. */
  private static final int LOOKED_AT = 8;

  /**
   * One change, and the event that told it.
   *
   * @param at when the file was written that told it
   */
  public record Told(RefUpdate change, String eventId, Instant at) {}

  private ToldChanges() {}

  /** What was told of a ref, the oldest first. */
  public static List<Told> of(String ref, Ledger ledger) {
    List<Told> told = new ArrayList<>();
    for (String line : ledger.note(KEY + ref).orElse("").split("\n")) {
      String[] words = line.split(" ");
      if (words.length == 4) {
        told.add(
            new Told(
                new RefUpdate(words[0], words[1], ref),
                words[2],
                Instant.ofEpochMilli(Long.parseLong(words[3]))));
      }
    }
    return told;
  }

  /** The ledger that remembers these too, each of another ref, and forgets some that are old. */
  public static Ledger with(List<Told> more, Ledger ledger) {
    Map<String, Optional<String>> notes = new HashMap<>();
    if (!more.isEmpty()) {
      String key = KEY + more.get(0).change().ref();
      Instant now = more.get(0).at();
      // Those beside it: another change has others, and in time each is looked at.
      ledger.keptAfter(KEY, key, LOOKED_AT).keySet().stream()
          .filter(each -> isOver(each.substring(KEY.length()), ledger, now))
          .forEach(each -> notes.put(each, Optional.empty()));
    }
    for (Told told : more) {
      notes.put(KEY + told.change().ref(), Optional.of(text(told, ledger)));
    }
    return ledger.with(notes);
  }

  private static boolean isOver(String ref, Ledger ledger, Instant now) {
    return of(ref, ledger).stream().allMatch(each -> each.at().isBefore(now.minus(KEPT_FOR)));
  }

  private static String text(Told latest, Ledger ledger) {
    List<Told> all = new ArrayList<>(of(latest.change().ref(), ledger));
    all.removeIf(each -> each.at().isBefore(latest.at().minus(KEPT_FOR)));
    all.add(latest);
    StringBuilder lines = new StringBuilder();
    for (Told each : all.subList(Math.max(0, all.size() - KEPT), all.size())) {
      RefUpdate change = each.change();
      lines.append(change.before()).append(' ').append(change.after()).append(' ');
      lines.append(each.eventId()).append(' ').append(each.at().toEpochMilli()).append('\n');
    }
    return lines.toString();
  }
}
