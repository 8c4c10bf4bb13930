package io.repohook.route;

import io.repohook.config.Patterns;
import io.repohook.config.Place;
import io.repohook.config.Scalar;
import io.repohook.event.Commit;
import io.repohook.event.CommitAdded;
import io.repohook.event.EventData;
import io.repohook.event.Push;
import io.repohook.event.Tag;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * One line of a subscription that narrows down what it gets, such as {@code branches}.
 *
 * <p>A filter that does not apply to an event's type lets it pass.
 *
 * @param key the line's key
 * @param place where the line stands
 * @param written its patterns as in the file, for showing
 */
public record Filter(String key, Place place, List<String> written, Predicate<EventData> admits) {

  /** The key of the filter that admits branches. */
  public static final String BRANCHES = "branches";

  private static final String HEADS = "refs/heads/";
  private static final String TAGS = "refs/tags/";

  /** The filter of that key, or empty when there is none. */
  static Optional<Filter> of(String key, Place place, List<Scalar> lines) {
    Patterns patterns = Patterns.of(lines.stream().map(Scalar::value).toList());
    List<String> written = lines.stream().map(Scalar::written).toList();
    Optional<Predicate<EventData>> admits =
        switch (key) {
          case BRANCHES -> Optional.of(data -> branch(data, patterns));
          case "tags" -> Optional.of(data -> tag(data, patterns));
          case "paths" -> Optional.of(data -> paths(data, patterns));
          default -> Optional.empty();
        };
    return admits.map(each -> new Filter(key, place, written, each));
  }

  /** A ref that is neither branch nor tag is matched by its full name. */
  private static boolean branch(EventData data, Patterns patterns) {
    if (data instanceof CommitAdded added) {
      return patterns.admit(without(HEADS, added.ref()));
    }
    return !(data instanceof Push push) || patterns.admit(without(HEADS, push.ref()));
  }

  private static boolean tag(EventData data, Patterns patterns) {
    return !(data instanceof Tag tag) || patterns.admit(without(TAGS, tag.ref()));
  }

  /** A push whose files are not all known passes: better told once too often. */
  private static boolean paths(EventData data, Patterns patterns) {
    if (data instanceof CommitAdded added) {
      Commit commit = added.commit();
      return commit == null || commit.filesTruncated() || files(commit).anyMatch(patterns::admit);
    }
    if (!(data instanceof Push push)) {
      return true;
    }
    boolean allKnown =
        !push.truncated()
            && push.unlisted() == null
            && push.commits().stream().noneMatch(Commit::filesTruncated);
    return !allKnown || push.commits().stream().flatMap(Filter::files).anyMatch(patterns::admit);
  }

  private static Stream<String> files(Commit commit) {
    return Stream.of(commit.added(), commit.removed(), commit.modified())
        .flatMap(each -> each.stream());
  }

  private static String without(String prefix, String ref) {
    return ref.startsWith(prefix) ? ref.substring(prefix.length()) : ref;
  }
}
