package io.repohook.route.filter;

import io.repohook.config.Patterns;
import io.repohook.config.Place;
import io.repohook.config.Scalar;
import io.repohook.config.Section;
import io.repohook.event.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One line of a subscription that narrows down what it gets, such as {@code branches}: its
 * patterns, and what of an event they are compared with.
 *
 * <p>A filter that does not apply to an event's type lets it pass; so does one that cannot know:
 * better told once too often. Immutable.
 */
public final class Filter {
  private static final BranchTrait BRANCHES = new BranchTrait();

  /** As much as fits a terminal beside the rest of the line. */
  private static final int MOST_SHOWN = 80;

  /** All there are, in the order in which they are asked. A new one is a class and a line here. */
  private static final List<Trait> TRAITS =
      List.of(
          BRANCHES,
          new TagTrait(),
          new PathTrait(),
          new AuthorTrait(),
          new PusherTrait(),
          new StatusTrait(),
          new MessageTrait(),
          new CoordinatesTrait());

  private final Trait trait;
  private final Place place;
  private final List<String> written;
  private final Patterns patterns;

  private Filter(Trait trait, Place place, List<Scalar> lines) {
    this.trait = trait;
    this.place = place;
    this.written = lines.stream().map(Scalar::written).toList();
    this.patterns = trait.isText() ? Patterns.ofTexts(lines) : Patterns.ofNames(lines);
  }

  /** The filters of a subscription; the section then holds the problems. */
  public static List<Filter> read(Section subscription) {
    List<Filter> filters = new ArrayList<>();
    for (Trait trait : TRAITS) {
      String key = trait.key();
      List<Scalar> lines = subscription.scalars(key);
      if (lines.isEmpty() && subscription.has(key)) {
        subscription.problem(key, "it lists nothing", "name a pattern, or remove '" + key + "'");
      } else if (!lines.isEmpty()) {
        lines.forEach(
            line ->
                trait
                    .objection(line.value().replaceFirst("^!", ""))
                    .ifPresent(
                        remedy ->
                            subscription.problem(key, "unknown value '" + line + "'", remedy)));
        filters.add(new Filter(trait, subscription.place(key), lines));
      }
    }
    return filters;
  }

  /** The filter of branches that these lines make. */
  static Filter branches(Place place, List<Scalar> lines) {
    return new Filter(BRANCHES, place, lines);
  }

  /** The line's key. */
  public String key() {
    return trait.key();
  }

  /** Where the line stands. */
  public Place place() {
    return place;
  }

  /** Its patterns as in the file, for showing. */
  public List<String> written() {
    return written;
  }

  /** What it says of an event. */
  public Verdict judge(Event event) {
    Optional<List<List<String>>> things = trait.of(event);
    return things.isEmpty() ? new Verdict(true, place, "it does not apply") : judge(things.get());
  }

  /** Things are admitted if one of them is; no things at all, if the patterns only exclude. */
  private Verdict judge(List<List<String>> things) {
    Verdict verdict = new Verdict(patterns.onlyExclude(), place, "there is nothing to compare");
    for (List<String> names : things) {
      verdict = judgeOne(names);
      if (verdict.admits()) {
        break;
      }
    }
    return verdict;
  }

  private Verdict judgeOne(List<String> names) {
    String shown = "'" + shortened(String.join("' or '", names)) + "'";
    return patterns
        .decisive(names)
        .map(
            line ->
                new Verdict(
                    !line.excludes(),
                    line.scalar().place(),
                    shown
                        + (line.excludes() ? " is excluded by '" : " matches '")
                        + line.scalar()
                        + "'"))
        .orElseGet(
            () ->
                patterns.onlyExclude()
                    ? new Verdict(true, place, shown + " is not excluded")
                    : new Verdict(false, place, shown + " matches none"));
  }

  /** The first line of a message, or a path that fits a terminal. */
  private static String shortened(String text) {
    String line = text.lines().findFirst().orElse("");
    return line.length() > MOST_SHOWN ? line.substring(0, MOST_SHOWN - 1) + "…" : line;
  }

  /** Whether this is the filter of branches. */
  public boolean isOfBranches() {
    return trait == BRANCHES;
  }

  /** Whether a filter of branches admits a ref, by its full name. */
  public boolean admitsRef(String ref) {
    return patterns.admit(BranchTrait.name(ref));
  }
}
