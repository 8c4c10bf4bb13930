package io.repohook.config;

import java.util.Optional;
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

  private YamlFile() {}

  /** The text's one document; empty where it has none or is not valid, which is then reported. */
  static Optional<Node> compose(String text, FileProblems problems) {
    LoaderOptions options = new LoaderOptions();
    options.setNestingDepthLimit(DEEPEST);
    options.setCodePointLimit(Integer.MAX_VALUE); // the file's size has been looked at
    YamlEvents events;
    try {
      events = new YamlEvents(text, options, problems);
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
      Mark mark =
          marked.getProblemMark() != null ? marked.getProblemMark() : marked.getContextMark();
      int at = mark == null ? line : mark.getLine() + 1;
      String context = String.valueOf(marked.getContext());
      problems.error(
          at, "", "not valid YAML: " + marked.getProblem(), remedy(context, marked.getProblem()));
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

  private static String remedy(String context, String problem) {
    if (problem.contains("TAB")) {
      return "indent with spaces";
    }
    if (context.contains("alias") || context.contains("tag") || problem.contains("cannot start")) {
      return "put quotes around a value that begins with a special character";
    }
    return "check indentation, quotes and brackets here and in the line above";
  }
}
