package io.repohook.config;

import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.reader.ReaderException;
import org.yaml.snakeyaml.resolver.Resolver;

/** Composes one YAML text and tells what is wrong with it as YAML. */
final class YamlFile {
  // Deeper than any key of ours by far; the composer and the layering recurse this deep.
  private static final int DEEPEST = 20;

  private static final String QUOTE = "put quotes around a value that begins with it";

  private static final Pattern BARE_TAG = Pattern.compile("[\\[,]\\s*!");

  private YamlFile() {}

  /** The text's one document; empty where it has none or is not valid, which is then reported. */
  static Optional<Node> compose(String text, FileProblems problems) {
    LoaderOptions options = new LoaderOptions();
    options.setNestingDepthLimit(DEEPEST);
    options.setCodePointLimit(Integer.MAX_VALUE); // the file's size has been looked at
    YamlEvents events;
    try {
      events = new YamlEvents(text, options);
    } catch (YAMLException e) {
      report(e, text, 0, problems);
      return Optional.empty();
    }
    try {
      Composer composer = new Composer(events, new Resolver(), options);
      Optional<Node> document =
          composer.checkNode() ? Optional.of(composer.getNode()) : Optional.empty();
      if (composer.checkNode()) {
        problems.error(
            composer.getNode().getStartMark().getLine() + 1,
            "",
            "a second document begins here",
            "keep one document a file: remove the '---'");
      }
      return document;
    } catch (YAMLException e) {
      report(e, text, events.line(), problems);
      return Optional.empty();
    }
  }

  private static void report(YAMLException e, String text, int line, FileProblems problems) {
    if (e instanceof MarkedYAMLException marked) {
      invalid(marked, text, line, problems);
    } else if (e instanceof ReaderException unreadable) {
      problems.error(
          1
              + (int)
                  text.codePoints().limit(unreadable.getPosition()).filter(c -> c == '\n').count(),
          "",
          String.format("the control character U+%04X", unreadable.getCodePoint()),
          "remove it");
    } else {
      problems.error(
          line,
          "",
          "nested deeper than " + DEEPEST + " levels",
          "no setting needs that; flatten it");
    }
  }

  private static void invalid(MarkedYAMLException e, String text, int line, FileProblems problems) {
    String context = String.valueOf(e.getContext());
    String problem = String.valueOf(e.getProblem());
    int at = line(e.getProblemMark(), line);
    int begun = line(e.getContextMark(), at);
    if (problem.contains("TAB")) {
      problems.error(at, "", "a tab as indentation", "indent with spaces");
    } else if (context.contains("scanning an alias") || context.contains("scanning an anchor")) {
      problems.error(at, "", "a '*' or '&' without quotes", QUOTE);
    } else if (context.contains("scanning a tag") || problem.contains("tag handle")) {
      problems.error(at, "", "a '!' without quotes", QUOTE);
    } else if (context.contains("flow sequence") && BARE_TAG.matcher(line(text, begun)).find()) {
      problems.error(begun, "", "a '!' without quotes", QUOTE); // the tag took the bracket with it
    } else if (problem.contains("cannot start any token")) {
      String character = problem.replaceAll("\\. \\(Do not use.*", "");
      problems.error(at, "", "not valid YAML: " + character, QUOTE);
    } else {
      String where = begun == at ? "" : ", in what begins in line " + begun;
      problems.error(
          at,
          "",
          "not valid YAML: " + problem + where,
          "check indentation, quotes and brackets here and in the line above");
    }
  }

  private static String line(String text, int line) {
    return text.lines().skip(line - 1).findFirst().orElse("");
  }

  private static int line(@Nullable Mark mark, int otherwise) {
    return mark == null ? otherwise : mark.getLine() + 1;
  }
}
