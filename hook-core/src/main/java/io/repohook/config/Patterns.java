package io.repohook.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A list of patterns as in a {@code .gitignore}: the last one that matches decides, and one that
 * begins with {@code !} excludes.
 *
 * <p>{@code *} and {@code ?} stand for anything but a slash, {@code **} for anything, and a
 * backslash takes the meaning from what comes after it. A list that only excludes admits everything
 * else. Immutable.
 */
public final class Patterns {
  private static final Place NOWHERE = new Place(Path.of(""), 0);

  /**
   * One of them.
   *
   * @param scalar as in the file
   */
  public record Line(Scalar scalar, boolean excludes) {}

  private record Compiled(Line line, Glob glob) {}

  private final List<Compiled> patterns;

  private Patterns(List<Scalar> patterns, Function<String, Glob> compiler) {
    this.patterns = patterns.stream().map(each -> compiled(each, compiler)).toList();
  }

  private static Compiled compiled(Scalar scalar, Function<String, Glob> compiler) {
    String text = scalar.value();
    boolean excludes = text.startsWith("!");
    return new Compiled(
        new Line(scalar, excludes), compiler.apply(excludes ? text.substring(1) : text));
  }

  /** Patterns of which each is compared with a whole name. */
  public static Patterns of(List<String> patterns) {
    return ofNames(patterns.stream().map(each -> new Scalar(each, each, NOWHERE)).toList());
  }

  /** The patterns of a configuration file, each compared with a whole name. */
  public static Patterns ofNames(List<Scalar> patterns) {
    return new Patterns(patterns, Glob::ofName);
  }

  /**
   * The patterns of a configuration file, each looked for anywhere in a text, in which a slash is a
   * character like others and {@code *} stays within a line.
   */
  public static Patterns ofTexts(List<Scalar> patterns) {
    return new Patterns(patterns, Glob::ofText);
  }

  /** Whether the last pattern that matches {@code name} admits it. */
  public boolean admit(String name) {
    return decisive(List.of(name)).map(line -> !line.excludes()).orElse(onlyExclude());
  }

  /** The last pattern that matches one of the names of a thing; empty when none does. */
  public Optional<Line> decisive(List<String> names) {
    for (int i = patterns.size() - 1; i >= 0; i--) {
      Compiled each = patterns.get(i);
      if (names.stream().anyMatch(each.glob()::matches)) {
        return Optional.of(each.line());
      }
    }
    return Optional.empty();
  }

  /** Whether all of them exclude: what none matches is then admitted. */
  public boolean onlyExclude() {
    return patterns.stream().allMatch(each -> each.line().excludes());
  }
}
