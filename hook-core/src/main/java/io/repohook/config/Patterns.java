package io.repohook.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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
  public record Line(Scalar scalar, Pattern pattern, boolean excludes) {
    private static Line of(Scalar scalar, boolean isText) {
      String text = scalar.value();
      boolean excludes = text.startsWith("!");
      String glob = excludes ? text.substring(1) : text;
      return new Line(scalar, Pattern.compile(regex(glob, isText)), excludes);
    }
  }

  private final List<Line> lines;
  private final boolean anywhere;

  private Patterns(List<Line> lines, boolean anywhere) {
    this.lines = lines;
    this.anywhere = anywhere;
  }

  /** Patterns of which each is compared with a whole name. */
  public static Patterns of(List<String> patterns) {
    return ofNames(patterns.stream().map(each -> new Scalar(each, each, NOWHERE)).toList());
  }

  /** The patterns of a configuration file, each compared with a whole name. */
  public static Patterns ofNames(List<Scalar> patterns) {
    return new Patterns(patterns.stream().map(each -> Line.of(each, false)).toList(), false);
  }

  /**
   * The patterns of a configuration file, each looked for anywhere in a text, in which a slash is a
   * character like others and {@code *} stays within a line.
   */
  public static Patterns ofTexts(List<Scalar> patterns) {
    return new Patterns(patterns.stream().map(each -> Line.of(each, true)).toList(), true);
  }

  /** Whether the last pattern that matches {@code name} admits it. */
  public boolean admit(String name) {
    return decisive(List.of(name)).map(line -> !line.excludes()).orElse(onlyExclude());
  }

  /** The last pattern that matches one of the names of a thing; empty when none does. */
  public Optional<Line> decisive(List<String> names) {
    for (int i = lines.size() - 1; i >= 0; i--) {
      Line line = lines.get(i);
      if (names.stream().anyMatch(name -> matches(line, name))) {
        return Optional.of(line);
      }
    }
    return Optional.empty();
  }

  /** Whether all of them exclude: what none matches is then admitted. */
  public boolean onlyExclude() {
    return lines.stream().allMatch(Line::excludes);
  }

  private boolean matches(Line line, String name) {
    Matcher matcher = line.pattern().matcher(name);
    return anywhere ? matcher.find() : matcher.matches();
  }

  private static String regex(String glob, boolean isText) {
    String one = isText ? "[^\\n]" : "[^/]";
    StringBuilder regex = new StringBuilder("(?s)");
    int i = 0;
    while (i < glob.length()) {
      if (!isText && glob.startsWith("**/", i)) {
        regex.append("(?:.*/)?");
        i += 3;
      } else if (glob.startsWith("**", i)) {
        regex.append(".*");
        i += 2;
      } else {
        char at = glob.charAt(i++);
        if (at == '\\' && i < glob.length()) {
          regex.append(Pattern.quote(String.valueOf(glob.charAt(i++))));
        } else {
          regex.append(at == '*' ? one + "*" : at == '?' ? one : Pattern.quote("" + at));
        }
      }
    }
    return regex.toString();
  }
}
