package io.repohook.config.edit;

import java.util.Comparator;
import java.util.List;

/** Another text for a part of a text. */
record Splice(int start, int end, String replacement) {

  /** The text with all of them done; they do not overlap. */
  static String apply(String text, List<Splice> splices) {
    StringBuilder spliced = new StringBuilder(text);
    splices.stream()
        .sorted(Comparator.comparingInt(Splice::start).reversed())
        .forEach(each -> spliced.replace(each.start(), each.end(), each.replacement()));
    return spliced.toString();
  }
}
