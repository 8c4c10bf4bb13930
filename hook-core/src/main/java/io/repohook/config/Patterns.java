package io.repohook.config;

import java.util.List;
import java.util.regex.Pattern;

/**
 * A list of patterns as in a {@code .gitignore}: the last one that matches decides, and one that
 * begins with {@code !} excludes.
 *
 * <p>{@code *} and {@code ?} stand for anything but a slash, {@code **} for anything. A list that
 * only excludes admits everything else.
 */
public final class Patterns {
  private record Line(Pattern pattern, boolean excludes) {}

  private final List<Line> lines;

  private Patterns(List<Line> lines) {
    this.lines = lines;
  }

  /** The patterns of a configuration file. */
  public static Patterns of(List<String> patterns) {
    return new Patterns(patterns.stream().map(Patterns::line).toList());
  }

  /** Whether the last pattern that matches {@code name} admits it. */
  public boolean admit(String name) {
    boolean admitted = lines.stream().allMatch(Line::excludes);
    for (Line each : lines) {
      if (each.pattern().matcher(name).matches()) {
        admitted = !each.excludes();
      }
    }
    return admitted;
  }

  private static Line line(String written) {
    boolean excludes = written.startsWith("!");
    return new Line(Pattern.compile(regex(excludes ? written.substring(1) : written)), excludes);
  }

  private static String regex(String glob) {
    StringBuilder regex = new StringBuilder("(?s)");
    int i = 0;
    while (i < glob.length()) {
      if (glob.startsWith("**/", i)) {
        regex.append("(?:.*/)?");
        i += 3;
      } else if (glob.startsWith("**", i)) {
        regex.append(".*");
        i += 2;
      } else {
        char at = glob.charAt(i++);
        regex.append(at == '*' ? "[^/]*" : at == '?' ? "[^/]" : Pattern.quote(String.valueOf(at)));
      }
    }
    return regex.toString();
  }
}
