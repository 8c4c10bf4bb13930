package io.repohook.route.filter;

import io.repohook.config.NearestWord;
import io.repohook.config.Place;
import io.repohook.config.Scalar;
import io.repohook.config.Section;
import io.repohook.event.Commit;
import io.repohook.event.CommitAdded;
import io.repohook.event.Event;
import io.repohook.event.Push;
import io.repohook.event.Tag;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * By what a pusher may have a subscription keep quiet: the push options {@code notify.skip} and
 * {@code notify.only=ALIAS}, and {@code [skip notify]} in the message of the newest commit. Where a
 * subscription must hear of everything, by nothing. Immutable.
 */
public final class Skipping {
  private static final String KEY = "allow_skip";
  private static final String OPTION = "push_option";
  private static final String MESSAGE = "message";
  private static final List<String> WORDS = List.of(OPTION, MESSAGE);

  private static final String SKIP = "notify.skip";
  private static final String ONLY = "notify.only=";
  private static final String IN_MESSAGE = "[skip notify]";

  private final Place place;
  private final Set<String> allowed;

  private Skipping(Place place, Set<String> allowed) {
    this.place = place;
    this.allowed = allowed;
  }

  /** Reads what a subscription allows; the section then holds the problems. */
  public static Skipping read(Section subscription) {
    if (!subscription.has(KEY)) {
      return new Skipping(subscription.place(), Set.of(OPTION));
    }
    Set<String> allowed = new HashSet<>();
    for (Scalar each : subscription.scalars(KEY)) {
      if (WORDS.contains(each.value())) {
        allowed.add(each.value());
      } else {
        subscription.problem(
            KEY, "unknown value '" + each + "'", NearestWord.remedy(each.written(), WORDS));
      }
    }
    return new Skipping(subscription.place(KEY), Set.copyOf(allowed));
  }

  /** By what it keeps quiet, in words of the configuration. */
  public List<String> allowed() {
    return WORDS.stream().filter(allowed::contains).toList();
  }

  /** The rule by which the subscription of that alias keeps quiet, or empty when it does not. */
  public Optional<Skipped> judge(Event event, String alias) {
    if (allowed.contains(OPTION)) {
      List<String> options = options(event);
      if (options.contains(SKIP)) {
        return Optional.of(skipped("push option", "the push said " + SKIP));
      }
      List<String> only = options.stream().filter(each -> each.startsWith(ONLY)).toList();
      if (!only.isEmpty() && !only.contains(ONLY + alias)) {
        return Optional.of(skipped("push option", "the push said " + String.join(" ", only)));
      }
    }
    boolean inMessage =
        allowed.contains(MESSAGE)
            && Commits.newest(event).map(Commit::message).orElse("").contains(IN_MESSAGE);
    return inMessage
        ? Optional.of(skipped("message", "the newest commit says " + IN_MESSAGE))
        : Optional.empty();
  }

  /**
   * A subscription keeps quiet.
   *
   * @param rule what decided, in words
   */
  public record Skipped(String rule, Verdict verdict) {}

  private Skipped skipped(String rule, String because) {
    return new Skipped(rule, new Verdict(false, place, because));
  }

  private static List<String> options(Event event) {
    if (event.data() instanceof Push push) {
      return push.options();
    }
    if (event.data() instanceof Tag tag) {
      return tag.options();
    }
    return event.data() instanceof CommitAdded added ? added.options() : List.of();
  }
}
