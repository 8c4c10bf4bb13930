package io.repohook.git.install;

import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a hook starts {@code repohook drain} where no service runs. All paths are absolute; they
 * become part of the hook.
 *
 * @param program the {@code repohook} to start
 * @param configuration the folder given to it as {@code --config}
 * @param javaHome the Java to run it with, while that is there
 * @param drains the beginning of the names of two files: {@code .next}, the lock of the drain that
 *     waits, and {@code .log}, what the last drain said, and the lock of the one at work. They lie
 *     where no other account can make files.
 */
public record Launcher(Path program, Path configuration, Path javaHome, Path drains) {
  private static final Pattern MARK = Pattern.compile("@(PROGRAM|CONFIG|JAVA_HOME|DRAINS)@");

  private static final Pattern LINES =
      Pattern.compile(
          "^repohook_program=('.*')\\nrepohook_config=('.*')\\n"
              + "repohook_java_home=('.*')\\nrepohook_drains=('.*')$",
          Pattern.MULTILINE);

  /**
   * @throws IllegalArgumentException when a path is relative or goes over several lines
   */
  public Launcher {
    for (Path each : new Path[] {program, configuration, javaHome, drains}) {
      if (!each.isAbsolute() || each.toString().indexOf('\n') >= 0) {
        throw new IllegalArgumentException("not an absolute path on one line: " + each);
      }
    }
  }

  /** The part of the hook that starts it. */
  String in(String template) {
    Map<String, Path> paths =
        Map.of(
            "@PROGRAM@",
            program,
            "@CONFIG@",
            configuration,
            "@JAVA_HOME@",
            javaHome,
            "@DRAINS@",
            drains);
    // In one pass: what looks like a mark in a path stays as it is.
    return MARK.matcher(template)
        .replaceAll(
            mark ->
                Matcher.quoteReplacement(
                    ShellWord.quote(Objects.requireNonNull(paths.get(mark.group())).toString())));
  }

  /** The one that a hook has. */
  static Optional<Launcher> of(String hook) {
    Matcher lines = LINES.matcher(hook);
    try {
      return lines.find()
          ? Optional.of(
              new Launcher(path(lines, 1), path(lines, 2), path(lines, 3), path(lines, 4)))
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Path path(Matcher lines, int group) {
    return Path.of(ShellWord.unquote(lines.group(group)));
  }
}
